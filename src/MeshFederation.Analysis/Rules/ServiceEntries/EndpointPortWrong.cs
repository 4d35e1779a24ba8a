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
        var names = manifest.Spec.Maps("ports").Select(port => port.Text("name")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var endpoint in manifest.Spec.Maps("endpoints"))
        {
            var ports = endpoint.Map("ports") ?? UnstructuredMap.Empty;
            for (var i = 0; i < ports.Count; i++)
            {
                var (name, value) = ports.EntryAt(i);
                if (!names.Contains(name))
                {
                    report.At(
                        manifest,
                        ports,
                        name,
                        $"The ServiceEntry has no port '{name}', but {string.Join(", ", names.Order(StringComparer.Ordinal))}.");
                }
                if (value is long number && !IstioText.IsPort(number))
                    report.At(manifest, ports, name, FormattableString.Invariant($"{number} cannot be the number of a port."));
            }
        }
    }
}
