-- What a newcomer may see: nothing that was shared before they joined, unless they were let see it.
ALTER TABLE person ADD COLUMN sees_since INTEGER;  -- NULL: everything that is shared
ALTER TABLE person ADD COLUMN sees_since_offset INTEGER;

-- When an item became visible to those it is for; NULL: when it was made, which its id tells. The household's rituals are shown to
-- whoever joins, so they need none.
ALTER TABLE check_in ADD COLUMN shared_at INTEGER;
ALTER TABLE check_in ADD COLUMN shared_offset INTEGER;
ALTER TABLE thanks ADD COLUMN shared_at INTEGER;
ALTER TABLE thanks ADD COLUMN shared_offset INTEGER;
ALTER TABLE memory ADD COLUMN shared_at INTEGER;
ALTER TABLE memory ADD COLUMN shared_offset INTEGER;
ALTER TABLE closeness ADD COLUMN shared_at INTEGER;
ALTER TABLE closeness ADD COLUMN shared_offset INTEGER;
