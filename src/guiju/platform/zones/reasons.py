"""Why a package is not taken in or not made, and what to do."""

from __future__ import annotations

from typing import Final

from guiju.kernel.reasons import Text
from guiju.platform.reasons import declare

TEXTS: Final[dict[str, Text]] = {
    "exchange.broken": Text(
        "%(file)s 不是完整的交换包：传输中断或文件已损坏。请重新传输。",
        "%(file)s is not a complete package: its transfer was cut off or the file is damaged. Transfer it again.",
    ),
    "exchange.too_large": Text(
        "%(file)s 超过 %(limit)s MB 的上限，未继续读取。如确需接收，请调高 GUIJU_MAX_UNPACKED_MB。",
        "%(file)s is larger than the limit of %(limit)s MB and was not read further. "
        "Raise GUIJU_MAX_UNPACKED_MB if it is to be taken in.",
    ),
    "exchange.format": Text(
        "%(file)s 由较新的版本（%(version)s）制作，本系统尚不能读取。请先升级。",
        "%(file)s was made by a newer version (%(version)s) that is not read here. Update this installation first.",
    ),
    "exchange.stranger": Text(
        "%(file)s 来自未登记的系统 %(installation)s，未接收。请向对方索取公钥文件，"
        "核对指纹后执行：guiju exchange keys add 文件",
        "%(file)s comes from an installation that is not registered, %(installation)s, and was not taken in. Ask for "
        "its key file, compare the fingerprint, then run: guiju exchange keys add FILE",
    ),
    "exchange.forged": Text(
        "%(file)s 的签名与登记的公钥不符：内容被改动，或由他人签署。未接收。",
        "The signature of %(file)s is not that of the registered key: it was altered, or signed by someone else. "
        "It was not taken in.",
    ),
    "exchange.altered": Text(
        "%(file)s 的内容与签名清单不符：签署之后被改动。未接收。",
        "The rows of %(file)s are not those that were signed: they were altered afterwards. It was not taken in.",
    ),
    "exchange.row": Text(
        "%(file)s 第 %(row)s 行无法读取。整包未接收。",
        "Row %(row)s of %(file)s cannot be read. Nothing of the package was taken in.",
    ),
    "exchange.content": Text(
        "%(file)s（数据流 %(stream)s 第 %(number)s 包）的内容不合要求（%(told)s）。整包未接收；"
        "请核对双方版本是否一致。",
        "%(file)s (stream %(stream)s, package %(number)s) holds what cannot be stored (%(told)s). Nothing of it was "
        "taken in; see whether both installations are of one version.",
    ),
    "exchange.stream": Text(
        "%(file)s 属于本系统没有的数据流 %(stream)s。请先升级。",
        "%(file)s is of a stream this installation does not know, %(stream)s. Update it first.",
    ),
    "exchange.not_allowed": Text(
        "%(zone)s 无权发送数据流 %(stream)s，%(file)s 未接收。如需允许，请重新登记其公钥并写明该数据流。",
        "%(zone)s may not send the stream %(stream)s; %(file)s was not taken in. To allow it, register its key again "
        "and name the stream.",
    ),
    "exchange.gap": Text(
        "%(file)s 是数据流 %(stream)s 的第 %(number)s 包，而第 %(first)s 至 %(until)s 包尚未到达。请补送；"
        "如已遗失，在对方系统执行：guiju exchange export --stream %(stream)s --from %(first)s 文件夹",
        "%(file)s is package %(number)s of the stream %(stream)s, and packages %(first)s to %(until)s have not come. "
        "Bring them; if they are lost, run on the other side: "
        "guiju exchange export --stream %(stream)s --from %(first)s FOLDER",
    ),
    "exchange.chain": Text(
        "%(file)s（数据流 %(stream)s 第 %(number)s 包）并非接续已接收的上一包：对方的数据库可能恢复过旧备份。"
        "请在对方系统执行：guiju exchange export --stream %(stream)s --whole 文件夹",
        "%(file)s (stream %(stream)s, package %(number)s) does not follow the package taken in before it: the other "
        "database may have been restored from an older copy. Run on the other side: "
        "guiju exchange export --stream %(stream)s --whole FOLDER",
    ),
    "exchange.forked": Text(
        "%(file)s：数据流 %(stream)s 的第 %(number)s 包早已接收，但内容不同。未接收。"
        "请在对方系统执行：guiju exchange export --stream %(stream)s --whole --after 本系统已收到的最大编号 文件夹",
        "%(file)s: package %(number)s of the stream %(stream)s was taken in before, with other content. It was not "
        "taken in. Run on the other side: guiju exchange export --stream %(stream)s --whole --after N FOLDER, where N "
        "is the last number received here",
    ),
    "exchange.outdated": Text(
        "%(file)s 是数据流 %(stream)s 的第 %(number)s 包；已接收到第 %(last)s 包，其内容已包括在内。无需接收。",
        "%(file)s is package %(number)s of the stream %(stream)s; package %(last)s was taken in, which holds what it "
        "told. It is not needed.",
    ),
    "exchange.not_kept": Text(
        "数据流 %(stream)s 的第 %(number)s 包已不在 %(file)s。"
        "请改用：guiju exchange export --stream %(stream)s --whole 文件夹",
        "Package %(number)s of the stream %(stream)s is no longer kept at %(file)s. Use instead: "
        "guiju exchange export --stream %(stream)s --whole FOLDER",
    ),
    "exchange.never_made": Text(
        "数据流 %(stream)s 没有第 %(number)s 包；已制作到第 %(last)s 包。",
        "There is no package %(number)s of the stream %(stream)s; the last one made is %(last)s.",
    ),
    "exchange.identity": Text(
        "%(file)s 无法读取，其中是本系统的签名密钥。请从备份恢复；如已丢失，请删去该文件，重新生成并请对方重新登记。",
        "%(file)s cannot be read; it holds the key this installation signs with. Restore it from a backup; if it is "
        "lost, delete the file, have a new one made and registered by the other side.",
    ),
    "exchange.card": Text(
        "%(file)s 不是公钥文件。请在对方系统执行：guiju exchange keys show -o 文件",
        "%(file)s is not a key file. Have one made on the other side: guiju exchange keys show -o FILE",
    ),
    "exchange.own_card": Text("这是本系统自己的公钥。", "This is the key of this very installation."),
    "exchange.no_zone": Text(
        "没有登记过编号以 %(installation)s 开头的系统，或不止一个。",
        "No installation, or several, begin with %(installation)s.",
    ),
}

declare(TEXTS)
