// Package rubricfile reads rubrics from YAML: one file, or a folder of files that together are one rubric, or either
// of them laid over another rubric that it extends.
//
// Reading has three steps. The files' trees are joined (read.go) and laid over those of the base (extend.go,
// prune.go). The tree is decoded value by value (decode.go, read_frame.go, read_practice.go, read_tests.go, was.go),
// and every value leaves its place. At last what one place says is held against what the others say (check.go). All
// faults of a step are told at once.
package rubricfile
