package page

import "fathom/rubric/say"

// words gives the script what the page says. What stands in braces is a number or a name.
func (b *builder) words() {
	b.Words = map[string]text{}
	for key, m := range wording() {
		b.Words[key] = b.both(func(lang string) string { return m.In(say.Language(lang)) })
	}
}

func wording() map[string]say.Message {
	return map[string]say.Message{
		// the beginning
		"what":           say.Both("{n} questions. For each, choose the level that is true today. You can stop at any time and go on later in the same browser.", "共 {n} 题。每题选最符合现状的一级。随时可以停下，之后用同一个浏览器打开，接着答。"),
		"private":        say.Both("This page sends nothing to anybody. Your answers are kept in this browser as a draft until you remove it. At the end you save them as a file and hand that over yourself.", "本页不会向任何人发送任何内容。答案作为草稿存在这个浏览器里，直到您把它删除。答完后由您自己存成文件，再交出去。"),
		"privateNoDraft": say.Both("This page sends nothing to anybody, and this browser does not let it keep a draft: do not close the page before you have saved your answers at the end.", "本页不会向任何人发送任何内容；但这个浏览器不允许保存草稿，答完并存成文件之前，请不要关闭本页。"),
		"how":            say.Both("How to choose a level", "怎样选级别"),
		"who":            say.Both("Who are you?", "您是哪一位？"),
		"name":           say.Both("Your name", "您的姓名"),
		"role":           say.Both("Your role (if you like)", "您的角色（选填）"),
		"subject":        say.Both("What is rated? Its name, as it should stand in the report", "评的是什么？请填名称，报告上会这样写"),
		"stage":          say.Both("Which stage is the business in?", "业务处在哪个阶段？"),
		"sector":         say.Both("Which sector?", "属于哪个行业？"),
		"noSector":       say.Both("none of these", "以上都不是"),
		"begin":          say.Both("Begin", "开始"),
		"goOn":           say.Both("Go on", "接着答"),
		"missing":        say.Both("Please fill this in first", "请先填写这一项"),
		"older":          say.Both("There is a draft of an earlier version", "这里有较早版本问卷的草稿"),
		"olderText":      say.Both("Answers in it: {n}, the last of {date}. Those whose questions are still worded the same can be taken over.", "其中有 {n} 条答案，最后一次填写是 {date}。题面没有变的，可以带过来。"),
		"take":           say.Both("Take them over", "带过来"),
		"took":           say.Both("All taken over", "已全部带过来"),
		"tookSome":       say.Both("Taken over, but {n}: those questions have changed", "已带过来；另有 {n} 条因题目有改动，没有带"),
		"forget":         say.Both("Remove my answers from this device", "从这台设备上删除我的答案"),
		"sure":           say.Both("All your answers on this page are removed, and cannot be brought back. A file that you saved stays.", "本页上您的全部答案都会删除，无法恢复。已经存成的文件不受影响。"),
		"yes":            say.Both("Remove them", "删除"),
		"no":             say.Both("Keep them", "保留"),

		// the top
		"kept":     say.Both("Draft kept", "草稿已保存"),
		"notKept":  say.Both("No draft is kept here", "这里不能保存草稿"),
		"answered": say.Both("{n} of {all} answered", "已答 {n}/{all}"),
		"progress": say.Both("How far you are", "答题进度"),

		// a question
		"where":      say.Both("{n} of {all}", "第 {n}/{all} 题"),
		"evidence":   say.Both("What to look for", "看哪些证据"),
		"level":      say.Both("Your answer", "您的答案"),
		"unknown":    say.Both("Don't know", "不知道"),
		"na":         say.Both("Not applicable (please say why)", "不适用（请写明理由）"),
		"isNA":       say.Both("not applicable", "不适用"),
		"why":        say.Both("Why it does not apply", "不适用的理由"),
		"undo":       say.Both("Take this answer back", "撤回这个答案"),
		"more":       say.Both("Add a note, what you saw, how sure you are", "补充备注、看到的证据、把握程度"),
		"note":       say.Both("Note", "备注"),
		"seen":       say.Both("Evidence you have seen, one a line", "看到的证据，每行一条"),
		"confidence": say.Both("How sure are you?", "有多大把握？"),
		"low":        say.Both("not very sure", "把握较小"),
		"medium":     say.Both("fairly sure", "一般"),
		"high":       say.Both("very sure", "很有把握"),
		"back":       say.Both("Back", "上一题"),
		"next":       say.Both("Next", "下一题"),

		// before what is about a partner
		"partner":     say.Both("Now one partner: a firm you sell through", "下面评一家渠道成员：帮你们销售的一家企业"),
		"partnerText": say.Both("The next {n} questions are about that one firm, not about your own team. Take one that is typical of your main partners.", "接下来的 {n} 题都问这一家，不是问自己的团队。可选一家有代表性的主力渠道成员。"),
		"firm":        say.Both("Which firm?", "评哪一家？"),
		"firmHelp":    say.Both("It may stay empty.", "可以留空。"),
		"leave":       say.Both("Leave this part out", "这一部分不评"),

		// all answers
		"all":     say.Both("All answers", "全部答案"),
		"open":    say.Both("open", "未答"),
		"left":    say.Both("Still open: {n}", "还有 {n} 题未答"),
		"none":    say.Both("Nothing is open.", "没有未答的题。"),
		"toStart": say.Both("First page", "回到开头"),
		"toEnd":   say.Both("Finish", "完成"),

		// the end
		"nothing":     say.Both("There is no answer yet", "还没有任何答案"),
		"done":        say.Both("Everything is answered", "全部答完了"),
		"doneText":    say.Both("Thank you. Now save the answers, and hand the file to whoever gave you this page.", "谢谢。请把答案存成文件，交给发这个页面给您的人。"),
		"leftText":    say.Both("You can answer them now, or hand over what there is.", "可以现在补答，也可以就这样交出去。"),
		"toOpen":      say.Both("To the first open question", "去第一道未答的题"),
		"hand":        say.Both("Hand over your answers", "交出答案"),
		"handText":    say.Both("Save a file, and send it back the way this page came to you.", "存成文件，再按收到本页的方式发回去。"),
		"save":        say.Both("Save the file", "存成文件"),
		"saved":       say.Both("Saved as {name}, in the folder of your downloads. Please send that file back.", "已存为 {name}，在“下载”文件夹里。请把这个文件发回去。"),
		"other":       say.Both("If no file appears, as in the browser of a chat, there are other ways:", "如果没有出现文件（例如在聊天软件里打开本页），还可以："),
		"share":       say.Both("Share", "分享"),
		"copy":        say.Both("Copy as text", "复制为文字"),
		"copyHelp":    say.Both("Copy all of this text, and paste it into your message:", "请复制下面的全部文字，粘贴到消息里发回："),
		"copied":      say.Both("Copied. Paste it into your message:", "已复制，粘贴到消息里发回即可："),
		"pictures":    say.Both("QR pictures", "显示为二维码"),
		"pictureHelp": say.Both("Pictures: {n}. Let all of them be photographed, or send a picture of the screen of each.", "共 {n} 张。请让对方逐张拍下，或逐张截屏发回。"),
		"picture":     say.Both("{n} of {all}", "第 {n} 张，共 {all} 张"),
		"code":        say.Both("QR picture", "二维码"),
	}
}

// spoken is a paragraph in its language.
type spoken struct{ Lang, Text string }

// noScript is what the page says where no script runs: it is switched off, forbidden, or newer than the browser. It
// shows three seconds after the page is opened; a script that runs takes it away before.
func noScript(langs []say.Language) (out []spoken) {
	m := say.Both("This questionnaire is filled in right here, without the network, and needs JavaScript, which is switched off, not allowed or too old in the program that shows this page. Open the file in a browser such as Chrome, Edge, Firefox or Safari. If that is not possible, ask whoever sent it for the questionnaire as a spreadsheet.",
		"这份问卷就在本页填写，不需要联网，但要用到 JavaScript；显示本页的程序没有启用它、不允许使用，或版本太旧。请用 Chrome、Edge、Firefox、Safari 等浏览器打开这个文件。如果做不到，请向发给您的人索取表格版问卷。")
	for _, l := range langs {
		out = append(out, spoken{htmlLang(l), m.In(l)})
	}
	return out
}
