using MeshFederation.Istio.Names;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Sidecars;

/// <summary>
/// What the port of a Sidecar's listener may be (istio pkg/config/validation/validation.go validateSidecarEgressPortBindAndCaptureMode).
/// </summary>
internal static class ListenerPorts
{
    /// <summary>Reports what is wrong with a port whatever the listener is for: its name, its protocol, a targetPort.</summary>
    public static void Check(MeshManifest manifest, UnstructuredMap port, Report report)
    {
        if (port.Text("name") is { Length: > 0 } name && !IstioText.IsLabel(name))
            report.At(manifest, port, "name", $"'{name}' cannot be the name of a port.");
        if (port.Text("protocol") is { Length: > 0 } protocol && !IstioProtocolText.IsKnown(protocol))
            report.At(manifest, port, "protocol", $"'{protocol}' is no protocol that Istio knows.");
        if (port.Number("targetPort") > 0)
            report.At(manifest, port, "targetPort", "targetPort means nothing in a Sidecar, and is refused.");
    }

    /// <summary>Reports a port whose number cannot be, or is that of a listener before it.</summary>
    public static void CheckNumber(MeshManifest manifest, UnstructuredMap port, HashSet<long> seen, Report report)
    {
        var number = port.Number("number") ?? 0;
        if (!IstioText.IsPort(number))
            report.At(manifest, port, "number", FormattableString.Invariant($"{number} cannot be the number of a port."));
        else if (!seen.Add(number))
            report.At(manifest, port, "number", FormattableString.Invariant($"A listener before it has the port {number} too."));
    }
}
