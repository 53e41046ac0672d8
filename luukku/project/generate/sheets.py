"""Rows as the lines of PostgreSQL's COPY, collected by table until they are sent."""

from typing import Final

import psycopg

NULL: Final = "\\N"

COLUMNS: Final = {
    "accounts_organisation": "id created_at updated_at name_fi name_sv name_en kind code official_code county_id",
    "accounts_unit": "id created_at updated_at name_fi name_sv name_en organisation_id",
    "accounts_user": "id created_at updated_at password email name title phone language scheme is_active",
    "accounts_membership": "id created_at updated_at user_id organisation_id unit_id role starts_on ends_on",
    "mfa_authenticator": "user_id type data created_at",
    "casework_person": "id created_at updated_at name native_name called_name name_key birth_on mother_tongue"
    " contact_language interpreter_need reading",
    "casework_family": "id created_at updated_at name language",
    "casework_familymembership": "id created_at updated_at during family_id person_id role",
    "casework_guardianrelation": "id created_at updated_at during child_id guardian_id kind verified_on",
    "casework_addressprotection": "id created_at updated_at during person_id source",
    "casework_protectedaddress": "id created_at updated_at person_id street postcode post_office municipality",
    "casework_case": "id created_at updated_at family_id organisation_id unit_id state ground opened_on closed_on",
    "casework_responsibleworker": "id created_at updated_at during case_id user_id",
    "casework_careteammember": "id created_at updated_at during case_id user_id organisation_id function sections",
    "casework_deadline": "id created_at updated_at case_id organisation_id rule rule_version subject_id started_on"
    " due_on done_on is_target remind_on",
    "casework_meeting": "id created_at updated_at case_id starts_at minutes topic place language interpreter_state"
    " interpreter_mode interpreter_name held_at",
    "casework_understandingcheck": "id created_at updated_at case_id person_id subject_id text_code text_hash language"
    " method result interpreter_mode interpreter_name checked_by_id checked_at",
    "plans_interviewtemplate": "id created_at updated_at key version valid_from valid_to content content_hash"
    " state organisation_id based_on_id written_by_id published_by_id",
    "plans_interview": "id created_at updated_at case_id person_id template_id state held_on language"
    " interpreter_mode interpreter_name no_interpreter_reason answers interviewer_id completed_on",
    "plans_need": "id created_at updated_at case_id person_id interview_id domain own_words own_words_language"
    " worker_words state dropped_reason",
    "plans_familyplan": "id created_at updated_at case_id number state worker_language family_language greeting"
    " greeting_family content_hash offered_at in_force_on ended_on written_by_id",
    "plans_planpart": "id created_at updated_at plan_id kind person_id position view view_family",
    "plans_words": "id created_at updated_at part_id person_id text text_family is_described position",
    "plans_goal": "id created_at updated_at part_id need_id title title_family position",
    "plans_action": "id created_at updated_at goal_id doer_person_id doer_worker_id doer_other what what_family due_on"
    " done_on position service",
    "plans_confirmation": "id created_at updated_at plan_id capacity person_id worker_id wards content_hash language"
    " understanding_id interpreter_mode recorded_by_id confirmed_at",
    "plans_review": "id created_at updated_at plan_id due_on held_on outcome went_well was_hard held_by_id"
    " language interpreter_mode",
    "audit_event": "chain number at actor_kind user_id roles action outcome subject_type subject_id case_ids purpose"
    " codes key_id previous_hash hash",
    "audit_chain_head": "chain number hash key_id seal",
}
"""Every table that is filled, with its columns in the order of the lines. Columns left out have a default."""

OPTIONAL: Final = {
    "weekly_digest", "length", "is_paused", "told_on", "late_reason", "late_reason_on", "late_reason_by_id",
    "version", "last_login", "employment_area_id", "valid_from", "valid_to", "is_interpreted_aloud", "is_blocked",
    "last_used_at", "id", "special", "relative_reason", "weight", "urgency",
    "has_single_name", "birth_precision", "dialect", "interpreter_gender",
    "mode", "agenda", "called_off_at", "called_off_reason", "agreed", "agreed_in", "agreed_family",
    "residence", "end_reason", "is_set_aside", "verified_by_id", "block_reason",
    "blocked_on", "died_on", "merged_into_id", "end_told_on", "end_confirmed_on", "end_confirmed_by_id", "source",
    "handed_at", "accepted_at", "added_days",
    "lasts_until", "sources", "sources_family", "topics_version", "present", "others_present", "changes",
}  # fmt: skip
"""Columns that may be left out; a test sees that no other column of the models is missing above."""


class Sheet:
    """Rows of all tables on their way into the database."""

    def __init__(self) -> None:
        self.lines: dict[str, list[str]] = {table: [] for table in COLUMNS}
        self.counts: dict[str, int] = dict.fromkeys(COLUMNS, 0)

    def add(self, table: str, *values: str) -> None:
        """One row: text values in the order of the table's columns. Nothing here may hold a tab or a backslash."""
        self.lines[table].append("\t".join(values))

    def send(self, connection: "psycopg.Connection[tuple[object, ...]]") -> None:
        """Copy what was collected, table by table in one transaction, and forget it."""
        with connection.transaction(), connection.cursor() as cursor:
            for table, lines in self.lines.items():
                if not lines:
                    continue
                columns = ", ".join(f'"{name}"' for name in COLUMNS[table].split())
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                    copy.write("\n".join(lines) + "\n")
                self.counts[table] += len(lines)
                lines.clear()


def literal(text: str) -> str:
    """A text that may hold anything, as COPY wants it."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
