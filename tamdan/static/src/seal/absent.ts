// Stands in the place of the curves and hybrids of the age library that no key of ours has (docs/adr/0026): an age1tag1…, age1tagpq1… or
// age1pq1… recipient is refused here as the server refuses it, and no page carries their code.
const absent = new Proxy({}, {
  get: (): never => {
    throw new Error("a kind of key that this site does not have");
  },
});

export { absent as MLKEM768P256, absent as MLKEM768X25519, absent as p256 };
