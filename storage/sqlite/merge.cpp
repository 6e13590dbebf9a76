// Two records of one human become one.
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

namespace debrief::storage::sqlite {
namespace {

// ?1 is the record that ends, ?2 the one that stays. Of two answers to the same follow-up the later
// one stays.
const Query steps[] = {
    {"merge_older_answers",
     "DELETE FROM answers WHERE person = ?1 AND EXISTS (SELECT 1 FROM answers AS b "
     "WHERE b.follow_up = answers.follow_up AND b.person = ?2 AND b.at >= answers.at)"},
    {"merge_newer_answers",
     "DELETE FROM answers WHERE person = ?2 AND EXISTS (SELECT 1 FROM answers AS b "
     "WHERE b.follow_up = answers.follow_up AND b.person = ?1)"},
    {"merge_answers", "UPDATE answers SET person = ?2 WHERE person = ?1"},
    {"merge_feedback", "UPDATE feedback SET giver = ?2 WHERE giver = ?1"},
    {"merge_mistakes", "UPDATE mistakes SET person = ?2 WHERE person = ?1"},
    {"merge_factors", "UPDATE factors SET person = ?2 WHERE person = ?1"},
    {"merge_heard", "UPDATE heard SET person = ?2 WHERE person = ?1"},
    {"merge_raised", "UPDATE concerns SET raised_by = ?2 WHERE raised_by = ?1"},
    {"merge_answered", "UPDATE concerns SET answered_by = ?2 WHERE answered_by = ?1"},
    {"merge_proposed", "UPDATE concerns SET proposed_by = ?2 WHERE proposed_by = ?1"},
    {"merge_resolutions", "UPDATE concerns SET owner = ?2 WHERE owner = ?1"},
    {"merge_protocols", "UPDATE protocols SET owner = ?2 WHERE owner = ?1"},
    {"merge_agreed_by", "UPDATE protocols SET agreed_by = ?2 WHERE agreed_by = ?1"},
    {"merge_reviewed_by", "UPDATE protocols SET reviewed_by = ?2 WHERE reviewed_by = ?1"},
    {"merge_given", "UPDATE hand_overs SET giver = ?2 WHERE giver = ?1"},
    {"merge_received", "UPDATE hand_overs SET receiver = ?2 WHERE receiver = ?1"},
    {"merge_asked_by", "UPDATE hand_overs SET asked_by = ?2 WHERE asked_by = ?1"},
    {"merge_responsible", "UPDATE plans SET responsible = ?2 WHERE responsible = ?1"},
    {"merge_approver", "UPDATE plans SET approver = ?2 WHERE approver = ?1"},
    {"merge_agreed", "UPDATE plan_agreements SET person = ?2 WHERE person = ?1"},
    {"merge_controls", "UPDATE controls SET owner = ?2 WHERE owner = ?1"},
    {"merge_verified_by", "UPDATE controls SET verified_by = ?2 WHERE verified_by = ?1"},
    {"merge_checked_by", "UPDATE controls SET checked_by = ?2 WHERE checked_by = ?1"},
    {"merge_thanks", "UPDATE thanks SET giver = ?2 WHERE giver = ?1"},
    {"merge_thanked_once",
     "DELETE FROM thanked WHERE person = ?1 AND EXISTS (SELECT 1 FROM thanked AS b "
     "WHERE b.thanks = thanked.thanks AND b.person = ?2)"},
    {"merge_thanked", "UPDATE thanked SET person = ?2 WHERE person = ?1"},
    {"merge_opened_by",
     "UPDATE follow_ups SET opened_by = ?2 WHERE opened_by = ?1 "
     "AND id IN (SELECT follow_up FROM follow_up_people WHERE person = ?1)"},
    {"merge_it_owner",
     "UPDATE follow_ups SET it_owner = ?2 WHERE it_owner = ?1 "
     "AND id IN (SELECT follow_up FROM follow_up_people WHERE person = ?1)"},
    {"merge_ops_contact",
     "UPDATE follow_ups SET ops_contact = ?2 WHERE ops_contact = ?1 "
     "AND id IN (SELECT follow_up FROM follow_up_people WHERE person = ?1)"},
    {"merge_involved",
     "INSERT INTO follow_up_people (person, follow_up, open) "
     "SELECT ?2, follow_up, open FROM follow_up_people WHERE person = ?1 ON CONFLICT DO NOTHING"},
    {"merge_accounts",
     "UPDATE accounts SET person = ?2, position = position + "
     "(SELECT count(*) FROM accounts WHERE person = ?2) WHERE person = ?1"},
    {"merge_outbox", "UPDATE outbox SET person = ?2 WHERE person = ?1"},
};
const Query forget_involved{
    "merge_forget_involved", "DELETE FROM follow_up_people WHERE person = ?1"};
const Query retire{"merge_retire", "UPDATE people SET email = '', active = 0 WHERE id = ?1"};

}  // namespace

void Transaction::merge(core::PersonId from, core::PersonId into) {
    seen_.reset();  // it may name the record that ends
    for (const Query& step : steps) Statement(connection_, step, from, into).run();
    Statement(connection_, forget_involved, from).run();
    Statement(connection_, retire, from).run();
}

}  // namespace debrief::storage::sqlite
