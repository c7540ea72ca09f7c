package main

import "fathom/assess/interview"

func (c *assessing) screen() interview.Prompter { return nil }
