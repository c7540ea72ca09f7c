// Package rubric says what good looks like.
//
// A [Rubric] is data: parts hold dimensions, dimensions hold practices, practices hold criteria, and every criterion
// describes each level of its scale in words a stranger can check. It comes from one YAML file or from one folder of
// YAML files that together are one rubric:
//
//  1. [Read] takes the files, refuses what cannot be scored, and names every fault with its place.
//  2. [Lint] judges what can be scored but should not be shipped.
//  3. [Rubric.Digest] names the exact content, the same for one file and a folder.
//  4. [Compare] tells what changed between two versions, first of all for people who answered the old one.
//
// Nothing here knows sales channels: the rubric that Fathom ships is in the package channelteam.
package rubric
