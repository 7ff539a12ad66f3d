"""Who issues standards, as data: Chinese prefixes with their names, provinces, foreign and other bodies."""

from __future__ import annotations

from typing import Final, NamedTuple


class Body(NamedTuple):
    """An issuing prefix with its level and names."""

    level: str
    zh: str
    en: str


INDUSTRIES: Final[dict[str, tuple[str, str]]] = {
    "AQ": ("安全生产", "Work safety"),
    "BB": ("包装", "Packaging"),
    "CB": ("船舶", "Ships"),
    "CH": ("测绘", "Surveying and mapping"),
    "CJ": ("城镇建设", "Urban construction"),
    "CY": ("新闻出版", "Press and publication"),
    "DA": ("档案", "Archives"),
    "DB": ("地震", "Earthquake (seismology)"),
    "DL": ("电力", "Electric power"),
    "DY": ("电影", "Film"),
    "DZ": ("地质矿产", "Geology and minerals"),
    "EJ": ("核工业", "Nuclear industry"),
    "FZ": ("纺织", "Textiles"),
    "GA": ("公共安全", "Public security"),
    "GC": ("国家物资储备", "State reserves"),
    "GF": ("国防工业", "Defence industry"),
    "GH": ("供销合作", "Supply and marketing cooperatives"),
    "GM": ("国密", "Cryptography"),
    "GY": ("广播电影电视", "Radio, film and television"),
    "HB": ("航空", "Aviation"),
    "HG": ("化工", "Chemical industry"),
    "HJ": ("环境保护", "Environmental protection"),
    "HS": ("海关", "Customs"),
    "HY": ("海洋", "Ocean"),
    "JB": ("机械", "Machinery"),
    "JC": ("建材", "Building materials"),
    "JG": ("建筑工程", "Building construction"),
    "JR": ("金融", "Finance"),
    "JS": ("机关事务", "Government offices administration"),
    "JT": ("交通", "Transport"),
    "JY": ("教育", "Education"),
    "KA": ("矿山安全", "Mine safety"),
    "LB": ("旅游", "Tourism"),
    "LD": ("劳动和劳动安全", "Labour and labour safety"),
    "LS": ("粮食", "Grain"),
    "LY": ("林业", "Forestry"),
    "MH": ("民用航空", "Civil aviation"),
    "MR": ("市场监管", "Market regulation"),
    "MT": ("煤炭", "Coal"),
    "MZ": ("民政", "Civil affairs"),
    "NB": ("能源", "Energy"),
    "NY": ("农业", "Agriculture"),
    "QB": ("轻工", "Light industry"),
    "QC": ("汽车", "Automobiles"),
    "QJ": ("航天", "Aerospace"),
    "QX": ("气象", "Meteorology"),
    "RB": ("认证认可", "Certification and accreditation"),
    "RF": ("人民防空", "Civil air defence"),
    "SB": ("国内贸易", "Domestic trade"),
    "SC": ("水产", "Fisheries (aquatic products)"),
    "SF": ("司法", "Justice"),
    "SH": ("石油化工", "Petrochemicals"),
    "SJ": ("电子", "Electronics"),
    "SL": ("水利", "Water resources"),
    "SN": ("出入境检验检疫", "Entry-exit inspection and quarantine"),
    "SW": ("税务", "Taxation"),
    "SY": ("石油天然气", "Petroleum and natural gas"),
    "TB": ("铁路运输", "Railway transport"),
    "TD": ("土地管理", "Land management"),
    "TJ": ("铁道交通", "Railway traffic (historic)"),
    "TY": ("体育", "Sport"),
    "WB": ("物资管理", "Materials management"),
    "WH": ("文化", "Culture"),
    "WJ": ("兵工民品", "Civil products of ordnance industry"),
    "WM": ("外经贸", "Foreign trade and economics"),
    "WS": ("卫生", "Health"),
    "WW": ("文物保护", "Cultural relics"),
    "XB": ("稀土", "Rare earths"),
    "XF": ("消防救援", "Fire and rescue"),
    "YB": ("黑色冶金", "Ferrous metallurgy"),
    "YC": ("烟草", "Tobacco"),
    "YD": ("通信", "Telecommunications"),
    "YJ": ("减灾救灾与综合性应急管理", "Disaster relief and emergency management"),
    "YS": ("有色金属", "Non-ferrous metals"),
    "YY": ("医药", "Medicine and pharmacy"),
    "YZ": ("邮政", "Post"),
    "ZY": ("中医药", "Traditional Chinese medicine"),
}
"""The 77 codes of Chinese industry standards, with TJ of the old railway numbers."""

PROVINCES: Final[dict[str, tuple[str, str]]] = {
    "11": ("北京市", "Beijing"),
    "12": ("天津市", "Tianjin"),
    "13": ("河北省", "Hebei"),
    "14": ("山西省", "Shanxi"),
    "15": ("内蒙古自治区", "Inner Mongolia"),
    "21": ("辽宁省", "Liaoning"),
    "22": ("吉林省", "Jilin"),
    "23": ("黑龙江省", "Heilongjiang"),
    "31": ("上海市", "Shanghai"),
    "32": ("江苏省", "Jiangsu"),
    "33": ("浙江省", "Zhejiang"),
    "34": ("安徽省", "Anhui"),
    "35": ("福建省", "Fujian"),
    "36": ("江西省", "Jiangxi"),
    "37": ("山东省", "Shandong"),
    "41": ("河南省", "Henan"),
    "42": ("湖北省", "Hubei"),
    "43": ("湖南省", "Hunan"),
    "44": ("广东省", "Guangdong"),
    "45": ("广西壮族自治区", "Guangxi"),
    "46": ("海南省", "Hainan"),
    "50": ("重庆市", "Chongqing"),
    "51": ("四川省", "Sichuan"),
    "52": ("贵州省", "Guizhou"),
    "53": ("云南省", "Yunnan"),
    "54": ("西藏自治区", "Tibet"),
    "61": ("陕西省", "Shaanxi"),
    "62": ("甘肃省", "Gansu"),
    "63": ("青海省", "Qinghai"),
    "64": ("宁夏回族自治区", "Ningxia"),
    "65": ("新疆维吾尔自治区", "Xinjiang"),
    "71": ("台湾省", "Taiwan"),
    "81": ("香港特别行政区", "Hong Kong"),
    "82": ("澳门特别行政区", "Macao"),
}
"""Province codes (GB/T 2260) that local standards carry."""


OTHER_CHINESE: Final[dict[str, Body]] = {
    "GB": Body("national", "国家标准", "national standard of China"),
    "GBJ": Body("national", "工程建设国家标准", "national standard for engineering construction"),
    "GBZ": Body("national", "国家职业卫生标准", "national standard for occupational health"),
    "GBW": Body("national", "国家标准物质", "national reference material"),
    "GSB": Body("national", "国家实物标准", "national physical reference sample"),
    "GJB": Body("military", "国家军用标准", "national military standard"),
    "GHZB": Body("national", "国家环境质量标准", "national environmental quality standard"),
    "GWKB": Body("national", "国家污染物控制标准", "national pollutant control standard"),
    "GWPB": Body("national", "国家污染物排放标准", "national pollutant discharge standard"),
    "CJJ": Body("industry", "城镇建设工程", "urban construction engineering"),
    "JGJ": Body("industry", "建筑工程建设", "building engineering"),
    "JTG": Body("industry", "公路工程", "highway engineering"),
    "JTJ": Body("industry", "交通工程", "transport engineering"),
    "JTS": Body("industry", "水运工程", "waterway engineering"),
    "TBJ": Body("industry", "铁路工程", "railway engineering"),
    "YBJ": Body("industry", "冶金工程", "metallurgical engineering"),
    "SYJ": Body("industry", "石油工程", "petroleum engineering"),
    "SHJ": Body("industry", "石油化工工程", "petrochemical engineering"),
    "HGJ": Body("industry", "化工工程", "chemical engineering"),
    "JBJ": Body("industry", "机械工程建设", "machinery plant engineering"),
    "SDJ": Body("industry", "水利电力工程", "water and power engineering"),
    "SLJ": Body("industry", "水利工程", "water resources engineering"),
    "GYJ": Body("industry", "广播电视工程", "broadcasting engineering"),
    "YDJ": Body("industry", "通信工程", "telecommunications engineering"),
    "MTJ": Body("industry", "煤炭工程", "coal engineering"),
    "DLGJ": Body("industry", "电力勘测设计", "electric power survey and design"),
    "HJBZ": Body("industry", "环境标志产品", "environmental labelling product"),
    "HBC": Body("industry", "环境标志认证", "environmental labelling certification"),
    "HAF": Body("regulation", "核安全法规", "nuclear safety regulation"),
    "HAD": Body("regulation", "核安全导则", "nuclear safety guide"),
    "CBM": Body("industry", "船舶", "ships"),
    "SD": Body("industry", "水利电力", "water and electric power (old)"),
    "ZB": Body("industry", "专业标准", "professional standard (until 1990)"),
    "NB/SH": Body("industry", "能源(石油化工)", "energy, petrochemicals"),
    "JJG": Body("metrology", "计量检定规程", "verification regulation"),
    "JJF": Body("metrology", "计量技术规范", "metrology technical specification"),
    "TSG": Body("regulation", "特种设备安全技术规范", "special equipment safety regulation"),
    "CECS": Body("group", "中国工程建设标准化协会", "China Association for Engineering Construction Standardization"),
    "CNCA": Body("certification", "国家认证认可监督管理委员会", "Certification and Accreditation Administration"),
    "CQC": Body("certification", "中国质量认证中心", "China Quality Certification Centre"),
    "DGJ08": Body("local", "上海市工程建设规范", "Shanghai engineering construction code"),
    "DG/TJ08": Body("local", "上海市工程建设规范", "Shanghai engineering construction code"),
}
"""Chinese prefixes outside the industry codes."""

FOREIGN: Final[dict[str, Body]] = {
    "ISO": Body("international", "国际标准化组织", "International Organization for Standardization"),
    "IEC": Body("international", "国际电工委员会", "International Electrotechnical Commission"),
}
"""Bodies outside China."""

AMERICAN: Final = (
    "ANSI", "IES", "UL", "ULC", "NEMA", "ANSLG", "ASHRAE", "NFPA", "SAE", "API", "AWS", "CSA", "EIA", "TIA", "IPC", "NSF", "ISA",
    "AATCC", "AAMI", "ASSE", "ASABE", "ACI", "ASCE", "AISI", "BHMA", "ICEA", "NECA", "HPS", "CTA", "AWWA", "MSS", "TAPPI", "INCITS",
    "JESD", "JEP", "FM", "GLI", "AHRI", "AMCA", "ICC",
)  # fmt: skip
"""Societies and industry bodies of North America."""
FOREIGN.update(
    {
        name: Body("association", name, name)
        for name in (*AMERICAN, "ASTM", "ASME", "IEEE", "AIEE", "ASA", "USAS", "NACE", "ASME")
    }
)
