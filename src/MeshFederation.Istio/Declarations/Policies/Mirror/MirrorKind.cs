using System.Globalization;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Istio.Declarations.Policies.Mirror;

/// <summary>Copies of requests.</summary>
internal sealed class MirrorKind : PolicyKind<MeshMirror>
{
    private const string To = "To";
    private const string Percent = "Percent";

    public override string Kind => "mirror";

    public override string Cmdlet => "Set-MeshMirror";

    public override string Form => "Set-MeshMirror cluster2/v3 -Percent 50%";

    public override IReadOnlyList<string> Parameters { get; } = [To, Percent];

    /// <summary>Copies are made of the route's requests, whatever destination they go to.</summary>
    public override string InsteadOfDestination =>
        "The clusters that get copies are named first: Set-MeshMirror cluster2. To copy what goes to one destination alone, give these "
        + "requests a match of their own, in a split and here.";

    protected override MeshMirror Of(PolicyArguments values)
    {
        var places = values.Places(To);
        if (places.Count == 0) throw values.Invalid("it does not say where copies go");
        if (places.FirstOrDefault(place => place.Contains(':', StringComparison.Ordinal)) is { } weighted)
            throw values.Invalid(To, weighted, "a copy has no weight; the part of the requests that is copied is said by Percent");
        return new(places.Select(DestinationSyntax.ParsePlace).Distinct().ToValueList(), values.Percent(Percent) ?? 100);
    }

    protected override IEnumerable<(string Parameter, object? Value)> Values(MeshMirror policy) =>
    [
        (To, policy.Destination.Select(place => place.ToString()).ToValueList()),
        (Percent, policy.Percent == 100 ? null : policy.Percent.ToString(CultureInfo.InvariantCulture) + "%"),
    ];

    public override CopiedRequests Copies(MeshPolicy policy) => new(((MeshMirror)policy).Destination, ((MeshMirror)policy).Percent);

    internal override MeshPolicy? Without(MeshPolicy policy, IReadOnlySet<string> clusters)
    {
        var mirror = (MeshMirror)policy;
        var left = mirror.Destination.Where(place => !clusters.Contains(place.Cluster)).ToValueList();
        return left.Count == 0 ? null : mirror with { Destination = left };
    }

    internal override void Check(MeshService service, MeshPolicy policy)
    {
        var unknown = ((MeshMirror)policy).Destination.FirstOrDefault(place => service.In(place.Cluster) is null);
        if (unknown is not null) throw PolicyErrors.UnknownCluster(service, policy, unknown.Cluster);
    }
}
