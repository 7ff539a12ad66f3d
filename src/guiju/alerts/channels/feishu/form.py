"""What a Feishu robot asks for."""

from guiju.alerts.channels.robots import SignedRobotForm


class FeishuForm(SignedRobotForm):
    """Its address, and its secret where it asks for signatures."""

    path = "/open-apis/bot/v2/hook/"
    example = "https://open.feishu.cn/open-apis/bot/v2/hook/"
