using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class ActionConflict : ObjectRule
{
    private static readonly string[] Actions = ["route", "redirect", "directResponse", "delegate"];

    public override string Id => "MF1305";

    public override string Title => "An http route does one thing: it routes, redirects, responds directly or delegates.";

    public override string Recommendation =>
        "Keep one of route, redirect, directResponse and delegate; fault and rewrite go with route, and mirror and mirrors exclude each "
        + "other.";

    public override string Source => "pkg/config/validation/virtualservice.go validateHTTPRouteConflict";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var route in manifest.Spec.Maps("http"))
        {
            var (action, other) = ActionsOf(route);
            if (action is null) report.At(manifest, route, "route", "It neither routes, redirects, responds directly nor delegates.");
            else if (other is not null) report.At(manifest, route, other, $"It has both {string.Join(" and ", AllOf(route))}.");
            else if (action is "redirect" or "directResponse") CheckBeside(manifest, route, action, report);
            if (route.Has("mirror") && route.Says("mirrors")) report.At(manifest, route, "mirrors", "It has both mirror and mirrors.");
        }
    }

    /// <summary>The first two things that a route does, as far as it does them.</summary>
    private static (string? One, string? Other) ActionsOf(UnstructuredMap route)
    {
        string? one = null;
        foreach (var action in Actions)
        {
            if (!Does(route, action)) continue;
            if (one is not null) return (one, action);
            one = action;
        }

        return (one, null);
    }

    private static IEnumerable<string> AllOf(UnstructuredMap route) => Actions.Where(action => Does(route, action));

    /// <summary>Whether it does so, as the engine reads it: what is no list of destinations, or no map, is nothing.</summary>
    private static bool Does(UnstructuredMap route, string action) =>
        action == "route" ? route.Maps(action).Length > 0 : route.Map(action) is not null;

    private static void CheckBeside(MeshManifest manifest, UnstructuredMap route, string action, Report report)
    {
        foreach (var field in (string[])["fault", "rewrite"])
        {
            if (route.Has(field)) report.At(manifest, route, field, $"There is no {field} beside {action}.");
        }
    }
}
