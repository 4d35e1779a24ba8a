using MeshFederation.Istio.Ports;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Services;

/// <summary>The ports of pods that the ports of a Service lead to.</summary>
/// <param name="Known">Those that differ from the Service's, by port name.</param>
/// <param name="Unknown">The ports that lead to a name of which the workloads tell no number, or not all the same.</param>
internal sealed record TargetPorts(PortNumbers Known, ValueList<string> Unknown)
{
    /// <summary>Reads them.</summary>
    /// <param name="fields">The Service.</param>
    /// <param name="ports">Its ports.</param>
    /// <param name="selected">The workloads that it selects.</param>
    public static TargetPorts Of(ObjectFields fields, IEnumerable<MeshPort> ports, IReadOnlyList<Workload> selected)
    {
        var (known, unknown) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<string>());
        foreach (var port in ports)
        {
            var written = fields.Spec.Maps("ports")
                .First(item => item.Number("port") == port.Number && item.Text("protocol") is null or TransportProtocol.Tcp);
            var number = written.Text("targetPort") is { Length: > 0 } name
                ? Named(name, selected)
                : written.Number("targetPort") ?? port.Number;
            if (number is not { } leads || !PortRange.Has(leads)) unknown.Add(port.Name);
            else if (leads != port.Number) known.Add(port.Name, (int)leads);
        }

        return new(PortNumbers.Create(known), unknown.Order(StringComparer.Ordinal).ToValueList());
    }

    private static long? Named(string name, IReadOnlyList<Workload> selected)
    {
        var numbers = selected.Select(workload => workload.NamedPort.TryGetValue(name, out var number) ? number : 0).Distinct().ToList();
        return numbers is [> 0 and var only] ? only : null;
    }
}
