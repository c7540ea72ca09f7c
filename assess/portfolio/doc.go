// Package portfolio scores many assessments as a stream and folds them into a roll-up.
//
//  1. A [Source] yields batches: lines of JSON, each the JSON form of an answer file, or whole answer files.
//  2. [Stream.Run] scores the batches on several processors and writes the rows in the order of the input. Plain
//     records are
//     read by package quick; every other, and every fault, is the strict reader's.
//  3. A [Fold] gathers counts, sums and histograms in whole numbers, so that the order of the input, the number of
//     workers and the cutting into shards change nothing, to the last bit; folds merge.
//  4. [Fold.Rollup] makes the published numbers of a fold.
//
// Memory does not grow with the number of assessments.
package portfolio
