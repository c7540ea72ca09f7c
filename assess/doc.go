// Package assess turns answers into worth: scores, gaps, priorities and a plan.
//
// The journey of one assessment:
//
//  1. [Compile] lays a rubric out by index, once.
//  2. An [Assessment] holds the answers, one slot a criterion, in four states that are never merged.
//  3. [Model.Evaluate] scores every node, with bounds and coverage for what is missing.
//  4. Gaps against the targets become priorities; a prerequisite inherits the priority of what waits for it.
//  5. The first priorities become a plan of 30, 90 and 180 days, and the whole is scored again after each phase.
//  6. [Model.Explain] shows the arithmetic of any single number, and [Model.Frame] what the scores lie between.
//
// The package is pure: no file, clock, network or log. The same input gives the same result, bit by bit. The formulas
// are those of the project's measurement notes; each stands in the comment of the function that computes it.
package assess
