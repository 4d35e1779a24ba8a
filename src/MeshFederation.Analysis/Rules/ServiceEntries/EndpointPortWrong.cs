using System.Collections.Immutable;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.ServiceEntries;

internal sealed class EndpointPortWrong : ObjectRule
{
    public override string Id => "MF1109";

    public override string Title => "The ports of an endpoint are named as ports of its ServiceEntry, and have numbers from 1 to 65535.";

    public override string Recommendation => "Name the ports of endpoints as those in spec.ports, as in ports: {http: 15443}.";

    public override string Source => "pkg/config/validation/validation.go validateWorkloadEntry";

    protected override string Kind => IstioKind.ServiceEntry;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (!manifest.Spec.Says("endpoints")) return;
        var known = manifest.Spec.Maps("ports");
        foreach (var endpoint in manifest.Spec.Maps("endpoints"))
        {
            var ports = endpoint.Map("ports") ?? UnstructuredMap.Empty;
            for (var i = 0; i < ports.Count; i++)
            {
                var (name, value) = ports.EntryAt(i);
                if (!AreNamed(known, name)) report.At(manifest, ports, name, $"The ServiceEntry has no port '{name}', but {Names(known)}.");
                if (value is long number && !IstioText.IsPort(number))
                    report.At(manifest, ports, name, FormattableString.Invariant($"{number} cannot be the number of a port."));
            }
        }
    }

    private static bool AreNamed(ImmutableArray<UnstructuredMap> ports, string name)
    {
        foreach (var port in ports)
        {
            if (port.Text("name") == name) return true;
        }

        return false;
    }

    private static string Names(ImmutableArray<UnstructuredMap> ports) => string.Join(
        ", ", ports.Select(port => port.Text("name")).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
