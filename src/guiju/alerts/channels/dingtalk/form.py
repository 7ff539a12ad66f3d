"""What a DingTalk robot asks for."""

from guiju.alerts.channels.robots import SignedRobotForm


class DingtalkForm(SignedRobotForm):
    """Its address, and its secret where it asks for signatures."""

    path = "/robot/send"
    example = "https://oapi.dingtalk.com/robot/send?access_token="
