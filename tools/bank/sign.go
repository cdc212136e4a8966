package main

import (
	"context"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/tx"
	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/tx/signing"
	authsigning "github.com/cosmos/cosmos-sdk/x/auth/signing"
	bank "github.com/cosmos/cosmos-sdk/x/bank/types"
)

const gasLimit = 200_000

// signSend signs an account's first transaction: one unit to another account, without a fee.
func signSend(config client.TxConfig, key *secp256k1.PrivKey, to sdk.AccAddress, number uint64) ([]byte, error) {
	from := sdk.AccAddress(key.PubKey().Address())
	builder := config.NewTxBuilder()
	if err := builder.SetMsgs(bank.NewMsgSend(from, to, coins(1))); err != nil {
		return nil, err
	}
	builder.SetGasLimit(gasLimit)
	empty := signing.SignatureV2{
		PubKey: key.PubKey(),
		Data:   &signing.SingleSignatureData{SignMode: signing.SignMode_SIGN_MODE_DIRECT},
	}
	if err := builder.SetSignatures(empty); err != nil {
		return nil, err
	}
	signer := authsigning.SignerData{
		Address:       from.String(),
		ChainID:       chainID,
		AccountNumber: number,
		PubKey:        key.PubKey(),
	}
	signed, err := tx.SignWithPrivKey(
		context.Background(), signing.SignMode_SIGN_MODE_DIRECT, signer, builder, key, config, 0,
	)
	if err != nil {
		return nil, err
	}
	if err := builder.SetSignatures(signed); err != nil {
		return nil, err
	}
	return config.TxEncoder()(builder.GetTx())
}
