package form

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// This file tells Chinese in GB18030 from Korean in EUC-KR and Japanese in EUC-JP. All three write a character as two
// bytes from A1 on: what is a name in one is a row of characters in each. In prose the rare ones show that it is read
// wrongly. In a table of few words only what the characters are tells, and not always.

// Characters that are common in texts and names: as many as are needed to tell few words apart. Of Chinese and Japanese
// these are such as have a lead byte below D0, for with one beyond it Japanese hardly is a word.
const (
	commonChinese = "安按案八拔把白百败拜班板版伴半办帮榜包保报暴碑北背倍备被本比笔闭必避边编变遍标表别彬斌并播拨波博" +
		"搏补不布步簿部猜裁材才财采蔡参仓曹草策册测层查察差拆柴产场尝常长厂畅超抄车撤彻晨陈称城成乘程诚承" +
		"持迟尺充冲抽酬出除楚础储触处传创春磁辞词此次从粗促窜崔催存措错达答打大呆戴带代贷待担丹单但当档导" +
		"到道盗德得的登等邓低翟底地第递点电店掉调跌叠丁顶定订丢东冬董懂动洞斗都独读杜度端短段断堆兑队对多" +
		"夺额而儿二发法翻凡反返范芳方防访放菲非飞费芬氛分份封峰风冯凤否幅符服浮福辅府覆赋复傅付负附该改概" +
		"盖干甘感刚纲岗高稿告搁葛格个各给根跟更耿工功龚供公共钩沟构购够估鼓骨股顾固挂关官冠观管光广规归桂" +
		"贵滚郭国果过海韩含涵豪郝好号浩核和何合河贺很狠衡恒鸿洪宏红侯候后胡湖护互户花华滑画划化话怀坏环还" +
		"换患黄挥辉回慧惠贿会汇混活伙获或货基机积激绩吉极集及急即级几己技季计记既际继纪嘉佳家加贾甲假价架" +
		"监坚间兼检简减荐槛见键件健建姜将江蒋奖讲降交脚角教较接阶截节杰洁结解戒界借介金今津紧锦仅进靳晋近" +
		"尽劲京精经警景静径竞净纠久救旧就局矩举聚据具距句娟卷觉决绝均军君俊卡开凯砍看康考靠柯科可客课空孔" +
		"控口扣库夸跨快宽款况亏馈坤括拉来赖蓝栏兰览滥老乐雷磊类黎离理李里丽励历利例立力联莲连链练梁良两辆" +
		"量亮聊辽了廖料列琳林霖临邻玲零龄凌领另令留刘流龙娄漏卢鲁露路赂录陆吕履律率略轮伦论罗落络码马卖脉" +
		"满慢毛茂冒贸么玫梅没每美门们孟免面苗描妙民敏明铭名命模末莫默某母目拿哪那娜耐南难内能拟你匿年念您" +
		"凝宁拧牛努诺欧怕拍排牌派潘盘判旁跑培裴陪配佩彭鹏碰批篇偏片票拼频品平凭评屏破期其歧齐起企启器气牵" +
		"签钱前潜欠强抢乔巧且亲琴清擎晴情请庆秋邱求趋区曲驱渠取去圈权泉全缺却确群然让仁人任认仍日蓉荣融容" +
		"柔如入软阮瑞锐润弱赛三扫色珊善商上少邵绍赊舍射涉社设申身神审生升绳省师失施十石时什实识史使始式示" +
		"事势是适释市试收手首守授售受输书熟署属术树束数双谁水顺说思私司四松送苏素速溯诉肃算随孙损索锁所他" +
		"它台态谭谈堂唐讨梯提题体替天填田挑条跳贴听停通同童统投头透突图途团推退拖托拓挖外完万汪王网往旺威" +
		"违围唯为维委尾未魏位文稳问我握无吴武五伍物务误析西晰吸息席系细下夏先闲显险现县限线相想响享项像向" +
		"象萧销消晓"
	commonKorean = "가각간감강개거건게경계고공과관광교구국권그근금급기길김나남내너노누는니다단달당대덕데도동두든들등" +
		"디라래량러렇려로록료류리린림마만말매맹면명모목무문물미민바박반발방배백변별병보복본부분불비사산상" +
		"생서석선설성세소손솔송수숙순스승시식신심아안양어언업에여연열영예오옥온와완용우욱운원월위유육윤율" +
		"은을음의이익인일임있자작장재저전점정제조종좌주준중지직진질차찬창채천철체초총최춘충치친태통판평표" +
		"품필하학한함합항해행향허현혜호홍화환황회효후훈희"
	commonJapanese = "亜阿愛旭綾安伊委維井育一稲飲院右羽浦栄永英悦円遠央応王岡温音下佳加可夏家科果河花華課画雅介会回海" +
		"絵開外確学楽活管間関丸岸岩企喜基希季紀規記貴起鬼義吉客久宮求魚京共強橋業玉近金九空熊君形恵桂経計" +
		"決結月健検研県見元原減源現個古戸五後悟語光公功口向好宏工幸広康弘晃校構江港航荒行香高剛合克国黒込" +
		"今根佐左妻歳細坂崎桜三山司史四士子市志指支枝私紙視資事字寺時次治自七失質実社紗者車取手酒寿樹修秀" +
		"秋集住重出春純順初所女勝商小昌昭松渉祥章上城場情状植織信心新森真親進人仁須水瑞数世制成政星晴正清" +
		"生西請青静斉石切設千専川泉浅線選前善然全曽素組倉早総聡草増村多太体対代大第題滝宅拓沢達谷男談知地" +
		"智池竹中仲朝町調長鳥直通塚定的哲鉄店添点田電渡登都努度土島東桃当等董藤頭動同得徳特奈内南二日如認" +
		"年之馬配博白飯番比費尾美百標表評品浜敏不夫冨布府武部風服福物分文平並米片辺保歩輔穂報方法望北堀本" +
		"未務名明面茂木目問門也野約柳優友有由祐裕雄予容洋葉陽落藍利理里率立流留隆竜両料良量領力林鈴齢連路" +
		"郎六和話脇枠"
)

// rival is an encoding by which bytes that can be Chinese are common words, too.
type rival struct{ name, text string }

// rivals are the other readings of bytes that can be read as GB18030, of which one has at least as many common
// characters; nil where Chinese is likelier than any. In a long text the bytes alone tell, see isLikelyChinese.
func rivals(data []byte) []rival {
	leads, count := leadsOf(data)
	const many = 64
	if count > many || leads >= 0xD0 {
		return nil
	}
	chinese, ok := decodedBy(simplifiedchinese.GB18030, data)
	if !ok {
		return nil
	}
	least := max(commonShare(chinese, commonChinese), 0.01)
	var out []rival
	if text, ok := decodedBy(korean.EUCKR, data); ok && leads <= 0xC8 && commonShare(text, commonKorean) >= least {
		out = append(out, rival{"EUC-KR", text})
	}
	if text, ok := decodedBy(japanese.EUCJP, data); ok && commonShare(text, commonJapanese) >= least {
		out = append(out, rival{"EUC-JP", text})
	}
	return out
}

// leadsOf finds the highest lead byte of the characters of two bytes, signs apart, and how many they are.
func leadsOf(data []byte) (highest byte, count int) {
	for i := 0; i+1 < len(data); i++ {
		if lead := data[i]; lead > 0x80 {
			highest, count, i = max(highest, lead), count+1, i+1
		}
	}
	return highest, count
}

// commonShare is which share of the characters of a text, signs and ASCII apart, are among common ones.
func commonShare(text, common string) float64 {
	n, all := 0, 0
	for _, r := range text {
		if r < utf8.RuneSelf || r >= 0x3000 && r < 0x3040 || r >= 0xFF00 {
			continue
		}
		all++
		if strings.ContainsRune(common, r) || r >= 0x3040 && r < 0x3100 { // kana
			n++
		}
	}
	return float64(n) / float64(max(all, 1))
}
