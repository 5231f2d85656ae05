import fc from 'fast-check';

/** The same cases every run, so that a change lands or fails by its own doing; `VANTAGE_TEST_SEED=$RANDOM` looks further. */
fc.configureGlobal({ seed: Number(process.env['VANTAGE_TEST_SEED'] ?? 20_260_918) });
