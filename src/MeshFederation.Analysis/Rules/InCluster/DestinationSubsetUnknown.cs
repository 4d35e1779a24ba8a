using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class DestinationSubsetUnknown : Rule
{
    public override string Id => "MF2003";

    public override string Title => "Every subset of a destination is one of a DestinationRule for its host that the caller is given.";

    public override string Recommendation => "Add the subset to the DestinationRule of the host, or correct its name; a subset that no DestinationRule has is a 503 for every request.";

    public override string Source => "pkg/config/analysis/analyzers/virtualservice/destinationrules.go (IST0101); pilot/pkg/model/push_context.go destinationRule";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var destination in federation.Destinations.All)
        {
            if (destination.IsUnused || Fault(destination) is not { } fault) continue;
            report.At(destination.VirtualService, destination.Content, "subset", fault.Why,
                new Cause((destination.Host, fault.Rule, destination.Subset)));
        }
    }

    /// <summary>
    /// Why a destination has no such subset, and the DestinationRule that lacks it; null when it has it, or nothing can be said.
    /// </summary>
    public static (string Why, MeshManifest? Rule)? Fault(NamedDestination destination)
    {
        var (cluster, caller) = (destination.Cluster, destination.Caller);
        if (destination.Subset.Length == 0 || KnownHosts.Find(cluster, destination.Host, caller.Namespace) is not { } service) return null;
        var rule = cluster.DestinationRules.For(caller, service);
        if (rule?.Subset(destination.Subset) is not null) return null;
        return Why(destination, service, rule) is { } why ? (why, rule?.First) : null;
    }

    /// <summary>
    /// A Service that only its name tells of says nothing of its DestinationRules, which may be among the same files that are missing.
    /// </summary>
    private static string? Why(NamedDestination destination, RoutedService service, MergedRule? rule)
    {
        var hidden = destination.Cluster.DestinationRules.HiddenFrom(destination.Caller, service).FirstOrDefault(item => item.Rule.Spec.Maps("subsets").Any(subset => subset.Text("name") == destination.Subset));
        if (rule is null && hidden.Rule is null && service.Origin == ServiceOrigin.Assumed) return null;
        if (hidden.Rule is not null) return $"{hidden.Rule} has the subset '{destination.Subset}', but callers in {destination.Caller.Namespace} are not given it: {hidden.Why}.";
        if (rule is null) return $"There is no DestinationRule for '{service.Host}', so there is no subset '{destination.Subset}'.";
        var known = string.Join(", ", rule.Subsets.Select(subset => subset.Name));
        return $"{rule.First} has no subset '{destination.Subset}'; it has {(known.Length == 0 ? "none" : known)}.";
    }
}
