// Package rubric says what good looks like.
//
// A [Rubric] is data: parts hold dimensions, dimensions hold practices, practices hold criteria, and every criterion
// describes each level of its scale in words a stranger can check. This package knows no file: scoring needs nothing
// else. Around it stand
//
//   - [fathom/rubric/rubricfile], which reads a rubric from YAML, refuses what cannot be scored, and names every fault
//     with its place,
//   - [fathom/rubric/lint], which judges what can be scored but should not be shipped,
//   - [fathom/rubric/versions], which tells what changed between two versions, first of all for people who answered
//     the old one.
//
// [Rubric.Digest] names the exact content, the same for one file and a folder. Nothing here knows sales channels: the
// rubric that Fathom ships is in the package channelteam.
package rubric
