/** Keys of this device, said without key vocabulary where a person reads it. */
export const keys = {
  noCrypto:
    "This browser cannot keep you safe here: the address is not secure. Open the page by https, or on the machine itself as localhost.",
  noStore: "This browser does not let pages remember anything, so it cannot remember you.",
  tooOld: "This browser cannot sign by itself; Folkmoot signs for it and keeps your key locked.",
  fileNotOurs: "This is not a Folkmoot recovery file.",
  fileNewer: "This recovery file was made by a newer Folkmoot. Update this page and try again.",
  fileDamaged: "This recovery file is damaged: a part of it is missing or was changed.",
  fileOther: "This recovery file belongs to another community.",
  fileUnknown: "Nobody here has the key in this file. It may have been removed from its person.",
  phraseNeeded: "This recovery file is locked. Type the passphrase you chose for it.",
  phraseWrong: "That is not the passphrase of this file.",
  phraseShort: "Choose a passphrase of at least 10 characters.",
  fileName: (community: string): string => `folkmoot-recovery-${community}.json`,
};
