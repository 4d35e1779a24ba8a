using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class DestinationWrong : ObjectRule
{
    public override string Id => "MF1306";

    public override string Title => "A destination names a host, a subset that is a DNS label, and a port from 1 to 65535.";

    public override string Recommendation =>
        "Write destination: {host: reviews.default.svc.cluster.local, subset: version-v3, port: {number: 9080}}.";

    public override string Source => "pkg/config/validation/validation.go validateDestination";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var kind in RouteLists.All)
        {
            foreach (var route in manifest.Spec.Maps(kind))
            {
                foreach (var weight in route.Maps("route")) CheckOf(manifest, weight, report);
            }
        }

        foreach (var route in manifest.Spec.Maps("http"))
        {
            if (route.Map("mirror") is { } mirror) Check(manifest, mirror, report);
            foreach (var policy in route.Maps("mirrors")) CheckOf(manifest, policy, report);
        }
    }

    /// <summary>Looks at the destination of a map that must have one.</summary>
    private static void CheckOf(MeshManifest manifest, UnstructuredMap holder, Report report)
    {
        if (holder.Map("destination") is { } destination) Check(manifest, destination, report);
        else report.At(manifest, holder, "destination", "It has no destination.");
    }

    private static void Check(MeshManifest manifest, UnstructuredMap destination, Report report)
    {
        var host = destination.Text("host") ?? "";
        if (host == "*" || !IstioText.IsWildcardDomain(host))
            report.At(manifest, destination, "host", host.Length == 0 ? "It has no destination." : $"'{host}' is no DNS name.");
        if (destination.Text("subset") is { Length: > 0 } subset && !IstioText.IsLabel(subset))
            report.At(manifest, destination, "subset", $"'{subset}' cannot be the name of a subset.");
        if (destination.Map("port") is { } port && !IstioText.IsPort(port.Number("number") ?? 0))
        {
            report.At(
                manifest, port, "number", FormattableString.Invariant($"{port.Number("number") ?? 0} cannot be the number of a port."));
        }
    }
}
