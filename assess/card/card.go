// Package card has the style of a criterion as it is put to one person on a page of theirs: the question, what to
// look for, the levels in full, "don't know", "not applicable" with its reason, and a note. The phones of a workshop
// show it, and so may any other page on which a person rates alone.
//
// The page has this shape; all of it can be used without a script:
//
//	<p class="where">1 / 12 · Practice</p>
//	<h1>Criterion</h1><p class="ask">The question</p>
//	<details><summary>What to look for</summary><ul><li>…</li></ul></details>
//	<form><fieldset><legend class="unseen">Your level</legend>
//	<label class="level"><input type="radio" name="level" value="1"><b>1</b> <span><b>Name</b> Text</span></label>
//	<label class="level other"><input type="radio" name="level" value="na"><span>Not applicable</span></label>
//	<input class="reason" name="reason">
//	</fieldset>
//	<details><summary>Add a note</summary><textarea name="note"></textarea></details>
//	<div class="send"><button>Save</button></div></form>
//
// The reason is shown only while "na" is chosen, where the browser knows how.
package card

import _ "embed" // for the style

//go:embed card.css
var style string

// Style is a style sheet in CSS: the colours by day and by night as properties of the root, what all pages have, and
// the card. It names no font file, picture or address, so that it can stand in a page that must ask for nothing.
func Style() string { return style }
