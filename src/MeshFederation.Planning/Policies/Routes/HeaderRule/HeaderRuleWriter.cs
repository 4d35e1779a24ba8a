using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;

namespace MeshFederation.Planning.Policies.Routes.HeaderRule;

/// <summary>The headers of a route; those of a destination stand beside it (<see cref="DestinationHeaders"/>).</summary>
internal sealed class HeaderRuleWriter : RoutePolicy<MeshHeaderRule>
{
    public override string Kind => "headerRule";

    public override bool HoldsWithoutDestination => true;

    protected override UnstructuredMap Write(UnstructuredMap route, MeshHeaderRule policy, PolicyRoute place) =>
        route.With("headers", Headers(policy));

    /// <summary>The rule as Istio has it.</summary>
    public static UnstructuredMap Headers(MeshHeaderRule rule) => UnstructuredMap.Of(
        ("request", Operations(rule.RequestSet, rule.RequestAdd, rule.RequestRemove)),
        ("response", Operations(rule.ResponseSet, rule.ResponseAdd, rule.ResponseRemove)));

    private static UnstructuredMap? Operations(HeaderValues set, HeaderValues add, ValueList<string> remove)
    {
        var operations = UnstructuredMap.Of(
            ("set", Values(set)), ("add", Values(add)), ("remove", remove.Count > 0 ? UnstructuredList.From(remove) : null));
        return operations.Count > 0 ? operations : null;
    }

    private static UnstructuredMap? Values(HeaderValues values) =>
        values.Count > 0 ? UnstructuredMap.Of([.. values.Select(header => (header.Key, (object?)header.Value))]) : null;
}
