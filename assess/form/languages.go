package form

import (
	"strings"

	"golang.org/x/text/language"
)

// speakers are languages as their speakers call them, by code; a test holds them to what the Unicode project lists. Its
// tables themselves, in golang.org/x/text/language/display, are made anew at every start, whatever the command.
const speakers = `af Afrikaans|am አማርኛ|ar العربية|az azərbaycan|be беларуская|bg български|bn বাংলা|bs bosanski|ca català|
cs čeština|cy Cymraeg|da dansk|de Deutsch|el Ελληνικά|en English|es español|et eesti|eu euskara|fa فارسی|fi suomi|
fil Filipino|fr français|ga Gaeilge|gl galego|gu ગુજરાતી|ha Hausa|he עברית|hi हिन्दी|hr hrvatski|hu magyar|hy հայերեն|
id Indonesia|ig Igbo|is íslenska|it italiano|ja 日本語|ka ქართული|kk қазақ тілі|km ខ្មែរ|kn ಕನ್ನಡ|ko 한국어|ky кыргызча|
lb Lëtzebuergesch|lo ລາວ|lt lietuvių|lv latviešu|mk македонски|ml മലയാളം|mn монгол|mr मराठी|ms Melayu|mt Malti|my မြန်မာ|
nb norsk bokmål|ne नेपाली|nl Nederlands|nn nynorsk|no norsk bokmål|pa ਪੰਜਾਬੀ|pl polski|ps پښتو|pt português|ro română|
ru русский|rw Kinyarwanda|si සිංහල|sk slovenčina|sl slovenščina|so Soomaali|sq shqip|sr српски|sr-Latn srpskohrvatski|sv svenska|sw Kiswahili|
ta தமிழ்|te తెలుగు|tg тоҷикӣ|th ไทย|tk Türkmen dili|tr Türkçe|uk українська|ur اردو|uz o‘zbek|vi Tiếng Việt|yo Èdè Yorùbá|
yue 粵語|zh 中文|zh-Hant 繁體中文|zu isiZulu`

// languageName is how XLSForm names a language: as its speakers do, and its code. One that is not among speakers, or
// not in that script, has its code alone.
func languageName(code string) string {
	of := language.Make(code)
	base, _, _ := of.Raw()
	tag := base.String()
	script, _ := of.Script()
	if usual, _ := language.Make(tag).Script(); script != usual {
		tag += "-" + script.String()
	}
	name := code
	for line := range strings.SplitSeq(speakers, "|") {
		if listed, own, _ := strings.Cut(strings.TrimSpace(line), " "); listed == tag {
			name = own
		}
	}
	return name + " (" + code + ")"
}
