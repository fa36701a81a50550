// Command vacatur screens a non-citizen's criminal record: what each conviction does under immigration law, which
// post-conviction relief may undo it, what would change, and which deadlines run.
package main

import (
	"os"
	"runtime/debug"
	"time"

	_ "example.com/vacatur/internal/quietterm" // before anything that asks the terminal for its colours
)

func main() {
	// A run over one case lives for some 20 ms and allocates some 20 MB: it ends before garbage need be collected. What lives
	// longer collects it before it takes much.
	debug.SetGCPercent(800)
	debug.SetMemoryLimit(96 << 20)
	os.Exit(Main(os.Args[1:], Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, time.Now))
}
