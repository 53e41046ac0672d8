"""What each question of the interface is answered: rows by filters, pages of them, their objects."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Model, Prefetch, Q, QuerySet

from luukku.core import text
from luukku.directory import geography, policies, towns
from luukku.directory.hsds.objects import Speaking
from luukku.directory.hsds.parts import TAXONOMIES, Json
from luukku.directory.models import Channel, Connection, Provider, Service, ServiceQuerySet, Term
from luukku.directory.rules.coordinates import distance_m

Row = TypeVar("Row", bound=Model)
MOST_PER_PAGE = 200
CHUNK = 200


def services(
    *,
    search: str = "",
    term: UUID | None = None,
    taxonomy: UUID | None = None,
    organization: UUID | None = None,
    modified_after: datetime | None = None,
    among: ServiceQuerySet | None = None,
) -> ServiceQuerySet:
    """Services by the parameters of the specification; archived ones too when changes are asked for.

    Args:
        among: other rows than those that everybody may read.
    """
    rows = policies.public_services() if among is None else among
    if modified_after:
        rows = _changed(Service.objects.all(), modified_after)
    if search:
        rows = rows.filter(_says(search)).distinct()
    if term or taxonomy:
        rows = rows.filter(_classified(term, taxonomy)).distinct()
    if organization:
        rows = rows.filter(provider=organization)
    return rows.order_by("changed_at", "pk")


def _changed(rows: ServiceQuerySet, at: datetime) -> ServiceQuerySet:
    """Services that changed, or whose organisation, general description, or one of whose channels did."""
    inside = ("provider", "general_description", "connections__channel")
    changed = Q(changed_at__gte=at)
    for name in inside:
        changed |= Q(**{f"{name}__changed_at__gte": at})
    return rows.filter(pk__in=Service.objects.filter(changed).values("pk"))


def _classified(term: UUID | None, taxonomy: UUID | None, prefix: str = "") -> Q:
    """Classified itself, or by its general description."""
    found = Q()
    for name, wanted in (("", term), ("__scheme", scheme_of(taxonomy) if taxonomy else None)):
        if wanted:
            inherited = Q(**{f"{prefix}general_description__terms{name}": wanted})
            found &= Q(**{f"{prefix}terms{name}": wanted}) | inherited
    return found


def _says(words: str, prefix: str = "texts") -> Q:
    """Every word stands somewhere in a text in force. The site's own search understands more."""
    found = Q(**{f"{prefix}__is_current": True})
    for word in text.clean(words).split()[:8]:
        found &= (
            Q(**{f"{prefix}__name__icontains": word})
            | Q(**{f"{prefix}__summary__icontains": word})
            | Q(**{f"{prefix}__description__icontains": word})
        )
    return found


def with_all(rows: QuerySet[Service]) -> QuerySet[Service]:
    """With everything that an object needs, in a number of questions that does not grow with the page."""
    channels = Channel.objects.with_texts().prefetch_related("hours")
    joined = Connection.objects.present().prefetch_related(Prefetch("channel", queryset=channels), "hours")
    general = "general_description"
    services: Any = rows
    found: QuerySet[Service] = (
        services.with_texts()
        .select_related("addition", general)
        .prefetch_related(
            Prefetch("provider", queryset=Provider.objects.with_texts()),
            Prefetch("connections", queryset=joined.order_by("created_at")),
            "terms",
            f"{general}__terms",
            f"{general}__texts",
        )
    )
    return found


def organizations(*, search: str = "", term: UUID | None = None, taxonomy: UUID | None = None) -> QuerySet[Provider]:
    rows: Any = policies.public_providers()
    if search:
        rows = rows.filter(_says(search)).distinct()
    if term or taxonomy:
        wanted = policies.public_services().filter(_classified(term, taxonomy))
        rows = rows.filter(pk__in=wanted.values("provider"))
    ordered: QuerySet[Provider] = rows.order_by("created_at", "pk").with_texts()
    return ordered


def with_services(rows: QuerySet[Provider], *, full: bool) -> QuerySet[Provider]:
    """With what each offers, as `offered`: whole services, or no more than their ids."""
    services = policies.public_services().order_by("changed_at", "pk")
    wanted = with_all(services) if full else services.only("pk", "provider")
    return rows.prefetch_related(Prefetch("services", queryset=wanted, to_attr="offered"))


def at_locations(
    *,
    search: str = "",
    term: UUID | None = None,
    taxonomy: UUID | None = None,
    organization: UUID | None = None,
    modified_after: datetime | None = None,
    postcode: str = "",
) -> QuerySet[Connection]:
    """Services at places; with a postal code those whose area it lies in."""
    rows = Connection.objects.present().filter(channel__kind=Channel.Kind.PLACE, service__archived_at__isnull=True)
    if search:
        rows = rows.filter(_says(search, "service__texts")).distinct()
    if term or taxonomy:
        rows = rows.filter(_classified(term, taxonomy, "service__")).distinct()
    if organization:
        rows = rows.filter(service__provider=organization)
    if modified_after:
        changed = Q(service__changed_at__gte=modified_after) | Q(channel__changed_at__gte=modified_after)
        rows = rows.filter(changed)
    if postcode:
        area = geography.postal_area(postcode)
        rows = rows.filter(service__in=policies.public_services().offered_in(area.municipality if area else ""))
    places = Channel.objects.with_texts().prefetch_related("hours")
    return rows.select_related("service").prefetch_related("hours", Prefetch("channel", queryset=places)).order_by("pk")


def near(rows: QuerySet[Connection], postcode: str, metres: float) -> QuerySet[Connection]:
    """Those within so many metres of the rough point of a postal area; none where no point is known."""
    point = point_of(postcode)
    if point is None:
        return rows.none()
    told = rows.filter(channel__latitude__isnull=False).values_list("pk", "channel__latitude", "channel__longitude")
    inside = [pk for pk, latitude, longitude in told if distance_m(point, (latitude or 0, longitude or 0)) <= metres]
    return rows.filter(pk__in=inside)


def point_of(postcode: str) -> geography.Point | None:
    """The middle of the places known in a postal area, else our rough point, else that of the municipality."""
    known = policies.public_channels().on_the_map().filter(postal_code=postcode).values_list("latitude", "longitude")
    points = list(known[:200])
    if points:
        return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
    area = geography.postal_area(postcode)
    return geography.point_in(area) if area else None


def terms(*, search: str = "", taxonomy: UUID | None = None, parent: UUID | None = None, top_only: bool = False) -> Any:
    rows = policies.public_terms()
    if search:
        rows = rows.filter(names__icontains=text.clean(search))
    if taxonomy:
        rows = rows.of(scheme_of(taxonomy))
    if parent:
        rows = rows.filter(parent=parent)
    return rows.filter(parent__isnull=True) if top_only else rows


def scheme_of(taxonomy: UUID) -> str:
    """The list behind a taxonomy's id; a name of none for an id that is nobody's."""
    return next((scheme for scheme, pk in TAXONOMIES.items() if pk == taxonomy), "none")


def used_schemes() -> list[str]:
    return [scheme.value for scheme in Term.Scheme]


def page_of(rows: Any, number: int, size: int, make: Callable[[Any], Json]) -> Json:
    """A page as the specification has it. A number beyond the last page is an empty page, not another one."""
    size = min(max(size, 1), MOST_PER_PAGE)
    paginator = Paginator(rows, size)
    total = paginator.count
    pages = -(-total // size)
    number = max(number, 1)
    contents = [make(row) for row in paginator.page(number)] if number <= pages else []
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }


def all_of(rows: QuerySet[Row], make: Callable[[Row], Json]) -> Iterator[Json]:
    """Every object, read in chunks: for lines without pages."""
    for row in rows.iterator(chunk_size=CHUNK):
        yield make(row)


def speaking(language: str) -> Speaking:
    return Speaking(language, towns.names_by_code(language))
