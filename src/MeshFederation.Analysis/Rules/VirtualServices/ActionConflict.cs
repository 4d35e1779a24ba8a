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
            var actions = Array.FindAll(Actions, action => action == "route" ? route.Says(action) : route.Has(action));
            if (actions.Length == 0) report.At(manifest, route, "route", "It neither routes, redirects, responds directly nor delegates.");
            else if (actions.Length > 1) report.At(manifest, route, actions[1], $"It has both {string.Join(" and ", actions)}.");
            else if (actions[0] is "redirect" or "directResponse") CheckBeside(manifest, route, actions[0], report);
            if (route.Has("mirror") && route.Says("mirrors")) report.At(manifest, route, "mirrors", "It has both mirror and mirrors.");
        }
    }

    private static void CheckBeside(MeshManifest manifest, UnstructuredMap route, string action, Report report)
    {
        foreach (var field in (string[])["fault", "rewrite"])
        {
            if (route.Has(field)) report.At(manifest, route, field, $"There is no {field} beside {action}.");
        }
    }
}
