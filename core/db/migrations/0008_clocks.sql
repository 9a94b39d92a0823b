-- The wait after wrong PINs, in time that running programs observed: a wall clock that is set changes nothing about it.
ALTER TABLE vault_attempt ADD COLUMN wait_left INTEGER;      -- milliseconds, at the observation below; NULL: the whole pause
ALTER TABLE vault_attempt ADD COLUMN observed_start TEXT;    -- the start of the machine that this observation counts from
ALTER TABLE vault_attempt ADD COLUMN observed_ms INTEGER;    -- and how long after it
