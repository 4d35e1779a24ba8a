using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Policies.Routes.HeaderRule;

/// <summary>
/// The headers of a route, and those of a destination, which stand beside it (istio networking/v1 HTTPRouteDestination.headers). Those of
/// the route hold there as well, and come first.
/// </summary>
internal sealed class HeaderRuleWriter : RoutePolicy<MeshHeaderRule>
{
    private const string Field = "headers";

    public override string Kind => "headerRule";

    public override bool HoldsWithoutDestination => true;

    protected override UnstructuredMap Write(UnstructuredMap route, MeshHeaderRule policy, PolicyRoute place) =>
        route.With(Field, Headers(policy));

    public override MeshPolicy? Read(UnstructuredMap route, SeenPolicies seen) => ReadOfDestination(route);

    public override UnstructuredMap OnDestination(UnstructuredMap share, MeshService service, MeshFallback place) =>
        service.PolicyAt<MeshHeaderRule>(place.Cluster, place.Subset) is { } rule ? share.With(Field, Headers(rule)) : share;

    public override MeshPolicy? ReadOfDestination(UnstructuredMap share) => share.Map(Field) is not { } headers ? null : Said(
        ("RequestSet", Entries(headers.Map("request"), "set")),
        ("RequestAdd", Entries(headers.Map("request"), "add")),
        ("RequestRemove", Texts(headers.Map("request"), "remove")),
        ("ResponseSet", Entries(headers.Map("response"), "set")),
        ("ResponseAdd", Entries(headers.Map("response"), "add")),
        ("ResponseRemove", Texts(headers.Map("response"), "remove")));

    /// <summary>The rule as Istio has it.</summary>
    private static UnstructuredMap Headers(MeshHeaderRule rule) => UnstructuredMap.Of(
        ("request", Operations(rule.RequestSet, rule.RequestAdd, rule.RequestRemove)),
        ("response", Operations(rule.ResponseSet, rule.ResponseAdd, rule.ResponseRemove)));

    private static UnstructuredMap? Operations(HeaderValues set, HeaderValues add, ValueList<string> remove)
    {
        var operations = UnstructuredMap.Of(
            ("set", Values(set)), ("add", Values(add)), ("remove", remove.Count > 0 ? UnstructuredList.From(remove) : null));
        return operations.Count > 0 ? operations : null;
    }

    private static Dictionary<string, string>? Entries(UnstructuredMap? operations, string field) =>
        operations?.TextEntries(field).ToDictionary(StringComparer.Ordinal) is { Count: > 0 } entries ? entries : null;

    private static string[]? Texts(UnstructuredMap? operations, string field) =>
        operations?.Texts(field).Select(text => text.Text).ToArray() is { Length: > 0 } texts ? texts : null;

    private static UnstructuredMap? Values(HeaderValues values) =>
        values.Count > 0 ? UnstructuredMap.Of([.. values.Select(header => (header.Key, (object?)header.Value))]) : null;
}
