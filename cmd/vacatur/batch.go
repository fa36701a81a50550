package main

import (
	"github.com/spf13/cobra"
)

func (a *app) batchCommand() *cobra.Command {
	return &cobra.Command{Use: "batch FILE...", Short: "Screen many cases: NDJSON, CSV or California DOJ rows"}
}
