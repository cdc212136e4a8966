// Command kvstore serves CometBFT's own key-value example over a unix socket.
//
//	kvstore SOCKET FOLDER
//
// It is what Folkmoot's throughput is held against: the least that an application can do, in the
// same process arrangement, with its state in the same kind of database.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/cometbft/cometbft/abci/example/kvstore"
	"github.com/cometbft/cometbft/abci/server"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: kvstore SOCKET FOLDER")
		os.Exit(2)
	}
	app := kvstore.NewPersistentApplication(os.Args[2])
	served := server.NewSocketServer("unix://"+os.Args[1], app)
	if err := served.Start(); err != nil {
		fmt.Fprintln(os.Stderr, "kvstore:", err)
		os.Exit(1)
	}
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, os.Interrupt, syscall.SIGTERM)
	<-asked
	if err := served.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, "kvstore:", err)
		os.Exit(1)
	}
}
