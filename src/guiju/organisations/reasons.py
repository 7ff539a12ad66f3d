"""The words of the organisations' reasons."""

from typing import Final

from guiju.kernel.reasons import Text
from guiju.platform import reasons

TEXTS: Final[dict[str, Text]] = {
    # codes
    "organisation.uscc_length": Text(
        "统一社会信用代码为 18 位，“%(value)s” 为 %(length)s 位",
        "a unified social credit code has 18 signs; “%(value)s” has %(length)s",
    ),
    "organisation.uscc_signs": Text(
        "“%(value)s” 不符合统一社会信用代码的写法：第 3 至 8 位为数字，其余为数字或字母，不使用 I、O、S、V、Z",
        "“%(value)s” is not written as a unified social credit code is: signs 3 to 8 are digits, the others digits or "
        "letters, and I, O, S, V, Z do not occur",
    ),
    "organisation.uscc_check": Text(
        "统一社会信用代码 “%(value)s” 的校验位不符，请核对每一位",
        "the check sign of the unified social credit code “%(value)s” does not hold; compare every sign",
    ),
    "organisation.customs_form": Text(
        "海关注册编码为 10 位，“%(value)s” 不是", "a customs registration code has 10 signs; “%(value)s” is none"
    ),
    "organisation.code_length": Text(
        "代码 “%(value)s…” 超过 %(most)s 个字符", "the code “%(value)s…” has more than %(most)s characters"
    ),
    # import
    "mapping.no_organisation_name": Text(
        "没有哪一列是机构名称；列名有：%(columns)s。把名称列的标题改为“名称”",
        "no column holds names of organisations; there are: %(columns)s. Call the column of names “name”",
    ),
    "organisation.no_name": Text("这一行没有机构名称", "this row has no name of an organisation"),
    "organisation.name_length": Text("名称超过 %(most)s 个字符", "the name has more than %(most)s characters"),
    "organisation.no_letters": Text("名称 “%(value)s” 中没有文字", "the name “%(value)s” has no letters"),
    "organisation.unknown_kind": Text(
        "“%(value)s” 不是机构类别；类别有：%(kinds)s", "“%(value)s” is no kind of organisation; there are: %(kinds)s"
    ),
    "organisation.bad_region": Text(
        "“%(value)s” 不是行政区划代码（GB/T 2260，6 位数字）",
        "“%(value)s” is no code of a region (GB/T 2260, six digits)",
    ),
    "organisation.bad_industry": Text(
        "“%(value)s” 不是行业代码（GB/T 4754-2017：门类字母，或 2 至 4 位数字）",
        "“%(value)s” is no code of an industry (GB/T 4754-2017: the letter of a section, or two to four digits)",
    ),
    "organisation.code_of_another": Text(
        "代码 %(number)s 属于“%(holder)s”，与本行名称不同；请核对，或先把两家合并",
        "the code %(number)s belongs to “%(holder)s”, which is not the name of this row; compare them, or merge "
        "the two",
    ),
    "organisation.two_codes": Text(
        "“%(name)s” 已有统一社会信用代码 %(held)s，本行为 %(told)s；请核对",
        "“%(name)s” has the unified social credit code %(held)s, this row says %(told)s; compare them",
    ),
    "organisation.half_character": Text(
        "含有半个字符，请核对这一格的文字", "there is half a character here; compare the text of the cell"
    ),
    "organisation.several_sheets": Text(
        "只读了工作表“%(sheet)s”，其余工作表未读：%(others)s",
        "only the sheet “%(sheet)s” was read, not: %(others)s",
    ),
    # joining
    "organisation.no_domain": Text("“%(domain)s” 不是电子邮箱域名", "“%(domain)s” is no domain of e-mail addresses"),
    "organisation.public_domain": Text(
        "%(domain)s 是公共邮箱，任何人都能注册，不能代表一个机构",
        "at %(domain)s anybody gets an address, so it cannot stand for an organisation",
    ),
    "organisation.other_domain": Text(
        "%(domain)s 不是该机构已核实的邮箱域名", "%(domain)s is not a verified domain of this organisation"
    ),
    "organisation.domain_there": Text("%(domain)s 已核实", "%(domain)s is verified already"),
    "organisation.last_manager": Text(
        "该机构只有这一位管理员；请先让另一位成员成为管理员",
        "this is the only manager; make another member a manager first",
    ),
    "organisation.already_member": Text("已是该机构成员", "already a member of this organisation"),
    "organisation.already_asked": Text("申请已提交，正在等待答复", "the request is made and waits for an answer"),
    "organisation.already_claimed": Text(
        "该机构已有管理员，请向其申请加入", "this organisation has managers; ask them to let you join"
    ),
    "organisation.nobody_there": Text(
        "该机构还没有管理员，请提出认领", "this organisation has no manager yet; claim it"
    ),
    "organisation.request_decided": Text("这份申请已有答复", "this request has been answered already"),
    "organisation.too_many_mails": Text(
        "一小时内发送的邮件过多，请稍后再试",
        "too many mails were sent within the hour; try again later",
    ),
    "organisation.invitation_gone": Text(
        "这个邀请链接已失效：已被使用、撤回或超过有效期。请管理员重新发送",
        "this link is no longer valid: it was used, withdrawn or is too old. Ask a manager for a new one",
    ),
    "organisation.invitation_of_another": Text(
        "这个链接是发给另一个账号的；请用收到邮件或提出申请的账号登录",
        "this link is for another account; sign in with the one whose address it was sent to, or that asked",
    ),
    "organisation.administrator": Text(
        "平台管理员不加入机构；请使用个人账号",
        "an administrator of the platform joins no organisation; use an account of your own",
    ),
    # profile
    "organisation.code_taken": Text(
        "统一社会信用代码 %(number)s 已属于“%(holder)s”", "the code %(number)s already belongs to “%(holder)s”"
    ),
    "organisation.name_taken": Text(
        "已有同名机构“%(holder)s”；请在其页面申请加入或认领",
        "there is an organisation of this name, “%(holder)s”; join or claim it on its page",
    ),
    "organisation.in_itself": Text("机构不能参加自己", "an organisation is not a member of itself"),
    "organisation.no_joint_body": Text(
        "“%(name)s” 不是协会、联盟或委员会", "“%(name)s” is no association, alliance or committee"
    ),
    "organisation.dates_crossed": Text("结束日期早于开始日期", "it ends before it begins"),
    "organisation.participation_there": Text("这一条已经有了", "this is there already"),
    # merging
    "organisation.merge_itself": Text("不能与自己合并", "an organisation cannot be merged with itself"),
    "organisation.merge_gone": Text("“%(name)s” 已并入另一机构", "“%(name)s” has been merged into another already"),
    "organisation.merge_two_codes": Text(
        "两家的统一社会信用代码不同（%(kept)s、%(merged)s），是两个机构；若其中一个写错，请先更正",
        "their unified social credit codes differ (%(kept)s, %(merged)s), so they are two; if one is "
        "wrong, correct it first",
    ),
    "organisation.merge_undone": Text("这次合并已撤销", "this merge has been undone already"),
    "organisation.merge_later": Text(
        "“%(name)s” 之后又并入了另一机构；请先撤销那一次合并",
        "“%(name)s” was merged into another afterwards; undo that merge first",
    ),
    "organisation.merge_code_taken": Text(
        "代码 %(number)s 现属于另一机构，无法还原",
        "the code %(number)s belongs to another by now and cannot be given back",
    ),
}

reasons.declare(TEXTS)
