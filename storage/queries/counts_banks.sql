SELECT ifnull(sum(b.questions), 0), ifnull(sum(b.asked), 0), ifnull(sum(t.answered), 0)
FROM bank b LEFT JOIN tally t ON t.bank = b.bank
WHERE b.deleted IS NULL AND b.generation > 0
