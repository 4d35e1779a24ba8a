using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.EnvoyFilters;

internal sealed class MatchUnfit : ObjectRule
{
    private static readonly string[] Objects = ["listener", "routeConfiguration", "cluster"];

    public override string Id => "MF1502";

    public override string Title =>
        "A match is of the object that the patch applies to: listener, routeConfiguration, cluster or waypoint.";

    public override string Recommendation =>
        "Match a listener for LISTENER, FILTER_CHAIN, NETWORK_FILTER and HTTP_FILTER, a routeConfiguration for routes and a cluster for "
        + "CLUSTER; a waypoint is matched in the context WAYPOINT.";

    public override string Source => "pkg/config/validation/envoyfilter/envoyfilter.go";

    protected override string Kind => IstioKind.EnvoyFilter;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var patch in manifest.Spec.Maps(EnvoyPatch.Field))
        {
            if (patch.Map("match") is not { } match
                || !CheckWaypoint(manifest, match, report)
                || Wanted(patch.Text("applyTo")) is not { } wanted)
            {
                continue;
            }
            if (Array.Find(Objects, match.Has) is { } given && given != wanted)
                report.At(manifest, match, given, $"{patch.Text("applyTo")} is matched by {wanted}, not by {given}.");
            if (match.Map("listener")?.Map("filterChain")?.Map("filter") is { } filter)
                CheckFilter(manifest, filter, patch.Text("applyTo")!, report);
        }
    }

    /// <summary>Checks the match of a waypoint's patch; true where the match is none of a waypoint.</summary>
    private static bool CheckWaypoint(MeshManifest manifest, UnstructuredMap match, Report report)
    {
        var isOfWaypoint = match.Text("context") == EnvoyPatch.Waypoint;
        if (isOfWaypoint != match.Has("waypoint"))
            report.At(manifest, match, "waypoint", "A match has waypoint exactly when its context is WAYPOINT.");
        if (match.Map("waypoint")?.Number("portNumber") is { } port && !IstioText.IsPort(port))
        {
            report.At(
                manifest, match.Map("waypoint")!, "portNumber", FormattableString.Invariant($"{port} cannot be the number of a port."));
        }
        return !isOfWaypoint;
    }

    private static string? Wanted(string? applyTo) => applyTo switch
    {
        EnvoyPatch.Listener or EnvoyPatch.FilterChain or EnvoyPatch.NetworkFilter or EnvoyPatch.HttpFilter => "listener",
        EnvoyPatch.RouteConfiguration or EnvoyPatch.VirtualHost or EnvoyPatch.HttpRoute => "routeConfiguration",
        EnvoyPatch.Cluster => "cluster",
        _ => null,
    };

    private static void CheckFilter(MeshManifest manifest, UnstructuredMap filter, string applyTo, Report report)
    {
        var name = filter.Text("name") ?? "";
        if (name.Length == 0) report.At(manifest, filter, "name", "The filter to match has no name.");
        if (filter.Map("subFilter") is not { } inner) return;
        if (applyTo != EnvoyPatch.HttpFilter) report.At(manifest, filter, "subFilter", $"{applyTo} has no subFilter; HTTP_FILTER has.");
        else if (!FilterNames.IsConnectionManager(name))
            report.At(manifest, filter, "name", "Only envoy.filters.network.http_connection_manager has a subFilter.");
        else if (!inner.Says("name")) report.At(manifest, inner, "name", "The subFilter to match has no name.");
    }
}
