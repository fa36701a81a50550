// Package quietterm keeps the program from asking the terminal for its background colour. Bubbletea asks in its own init,
// and waits up to five seconds on a terminal that does not answer; that would stall every command, even those that ask
// nothing. Import it blank. It owns nothing else.
//
// It must run before bubbletea's init. Go initializes packages in the order of their import paths, as far as dependencies
// allow, so the path of this module must sort before github.com/charmbracelet.
package quietterm

import "github.com/charmbracelet/lipgloss"

func init() { lipgloss.SetHasDarkBackground(true) }
