// Preloaded into what a test starts: it ends when the test does, however that ends.
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
