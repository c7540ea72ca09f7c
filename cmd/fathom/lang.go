package main

import (
	"strings"

	"golang.org/x/text/language"

	"fathom/rubric/say"
)

// languageOf finds the language of the run: --lang, then FATHOM_LANG, LC_ALL, LC_MESSAGES and LANG, then the language
// of Windows, else English. It looks at the arguments itself because the help texts need the language before the flags
// are parsed.
func languageOf(args []string, getenv func(string) string) say.Language {
	for i, arg := range args {
		if v, ok := strings.CutPrefix(arg, "--lang="); ok {
			return matchLanguage(v)
		}
		if arg == "--lang" && i+1 < len(args) {
			return matchLanguage(args[i+1])
		}
		if arg == "--" {
			break
		}
	}
	for _, name := range []string{"FATHOM_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(name); v != "" {
			return matchLanguage(v)
		}
	}
	return matchLanguage(userLanguage())
}

// matchLanguage maps a locale name to one of our languages; every Chinese locale gets Chinese, everything unknown
// English.
func matchLanguage(locale string) say.Language {
	locale, _, _ = strings.Cut(locale, ".")
	locale, _, _ = strings.Cut(locale, "@")
	tag, err := language.Parse(strings.ReplaceAll(locale, "_", "-"))
	if err != nil {
		return "en"
	}
	if base, confidence := tag.Base(); base.String() == "zh" && confidence != language.No {
		return "zh"
	}
	return "en"
}
