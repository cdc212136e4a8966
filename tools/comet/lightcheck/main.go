// Command lightcheck asks CometBFT's own light client what it thinks of light blocks in files.
//
//	lightcheck FOLDER
//
// FOLDER holds questions.json and the light blocks that it names, each as CometBFT writes a signed
// header and a validator set in JSON. One line of JSON is printed for each question, in order.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	cmtjson "github.com/cometbft/cometbft/libs/json"
	"github.com/cometbft/cometbft/types"
)

// question asks whether one light block follows from another.
type question struct {
	// Way is "step" for one verification, or "client" for the whole client with its bisection.
	Way       string `json:"way"`
	Trusted   string `json:"trusted"`
	Untrusted string `json:"untrusted"`
	// Blocks are what the client may ask for on its way.
	Blocks []string  `json:"blocks"`
	Now    time.Time `json:"now"`
	// PeriodSeconds is how long a trusted block may be relied on.
	PeriodSeconds int64 `json:"period_seconds"`
}

func (asked question) period() time.Duration {
	return time.Duration(asked.PeriodSeconds) * time.Second
}

// verdict is what the light client says.
type verdict struct {
	Accepted bool   `json:"accepted"`
	Reason   string `json:"reason,omitempty"`
}

// clockDrift is how far a block may be ahead of the asker's clock.
const clockDrift = 10 * time.Second

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: lightcheck FOLDER")
		os.Exit(2)
	}
	if err := answer(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "lightcheck:", err)
		os.Exit(1)
	}
}

// answer reads the questions of a folder and prints a verdict for each.
func answer(folder string) error {
	text, err := os.ReadFile(filepath.Join(folder, "questions.json"))
	if err != nil {
		return err
	}
	var questions []question
	if err := json.Unmarshal(text, &questions); err != nil {
		return err
	}
	out := json.NewEncoder(os.Stdout)
	for _, asked := range questions {
		if err := out.Encode(judge(folder, asked)); err != nil {
			return err
		}
	}
	return nil
}

// judge lets the light client decide one question.
func judge(folder string, asked question) verdict {
	var err error
	switch asked.Way {
	case "step":
		err = step(folder, asked)
	case "client":
		err = follow(folder, asked)
	default:
		err = fmt.Errorf("nobody knows the way %q", asked.Way)
	}
	if err != nil {
		return verdict{Reason: err.Error()}
	}
	return verdict{Accepted: true}
}

// read reads a light block as CometBFT writes it in JSON.
func read(folder, name string) (*types.LightBlock, error) {
	text, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		return nil, err
	}
	var file struct {
		SignedHeader *types.SignedHeader `json:"signed_header"`
		ValidatorSet struct {
			Validators []*types.Validator `json:"validators"`
		} `json:"validator_set"`
	}
	if err := cmtjson.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	set, err := types.ValidatorSetFromExistingValidators(file.ValidatorSet.Validators)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &types.LightBlock{SignedHeader: file.SignedHeader, ValidatorSet: set}, nil
}
