"""What a WeCom robot asks for."""

from guiju.alerts.channels.robots import RobotForm


class WecomForm(RobotForm):
    """Its address."""

    path = "/cgi-bin/webhook/send"
    example = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="
