using System.Globalization;
using System.Net;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Endpoints;

/// <summary>
/// What annotations of pods keep from their sidecar: connections to ports of theirs, and such that they make (istio
/// tools/istio-iptables/pkg/capture/run.go).
/// </summary>
public sealed class SidecarCapture
{
    private const string Prefix = "traffic.sidecar.istio.io/";
    private const string All = "*";
    private const string IncludedIn = Prefix + "includeInboundPorts";
    private const string ExcludedIn = Prefix + "excludeInboundPorts";
    private const string IncludedOut = Prefix + "includeOutboundPorts";
    private const string ExcludedOut = Prefix + "excludeOutboundPorts";
    private const string IncludedRanges = Prefix + "includeOutboundIPRanges";
    private const string ExcludedRanges = Prefix + "excludeOutboundIPRanges";

    /// <summary>The ports of the proxy itself, which istio-cni leaves out of every pod.</summary>
    private static readonly string[] OwnPorts = ["15020", "15021", "15090"];

    private readonly UnstructuredMap _annotations;

    private SidecarCapture(UnstructuredMap annotations) => _annotations = annotations;

    /// <summary>What the metadata of pods says.</summary>
    /// <param name="metadata">The metadata.</param>
    /// <returns>It; null where the sidecar takes all.</returns>
    internal static SidecarCapture? Of(UnstructuredMap metadata) =>
        metadata.Map("annotations") is { } annotations
        && annotations.Keys.Any(static key => key.StartsWith(Prefix, StringComparison.Ordinal))
            ? new(annotations)
            : null;

    /// <summary>Whether nothing of the application is kept from the sidecar, as by what istio-cni writes of every pod.</summary>
    internal bool TakesAll => _annotations.Text(IncludedIn) is null or All
        && Items(_annotations.Text(ExcludedIn)).All(port => OwnPorts.Contains(port, StringComparer.Ordinal))
        && Items(_annotations.Text(ExcludedOut)).Length == 0
        && Items(_annotations.Text(ExcludedRanges)).Length == 0
        && _annotations.Text(IncludedRanges) is null or All;

    /// <summary>The annotation that keeps connections to a port of the pod from its sidecar; null where none does.</summary>
    /// <param name="port">The port of the pod.</param>
    /// <returns>The annotation's name.</returns>
    public string? KeepsOffPort(int port)
    {
        if (_annotations.Text(IncludedIn) is { } included && included != All) return Lists(included, port) ? null : IncludedIn;
        return Lists(_annotations.Text(ExcludedIn), port) ? ExcludedIn : null;
    }

    /// <summary>The annotation that keeps connections which the pod makes from its sidecar; null where none is known to.</summary>
    /// <param name="port">The port that is called.</param>
    /// <param name="address">The address that is called; null when it is not known.</param>
    /// <returns>The annotation's name.</returns>
    public string? KeepsOffCall(int port, string? address)
    {
        if (Lists(_annotations.Text(ExcludedOut), port)) return ExcludedOut;
        var called = IPAddress.TryParse(address, out var parsed) ? parsed : null;
        if (called is not null && Holds(_annotations.Text(ExcludedRanges), called)) return ExcludedRanges;
        if (Lists(_annotations.Text(IncludedOut), port)) return null;
        if (_annotations.Text(IncludedRanges) is not { } included || included == All) return null;
        return included.Length == 0 || (called is not null && !Holds(included, called)) ? IncludedRanges : null;
    }

    /// <summary>
    /// The annotation by which the called address decides, where that is not known; null where it is, or none asks for it.
    /// </summary>
    /// <param name="port">The port that is called.</param>
    /// <param name="address">The address that is called; null when it is not known.</param>
    /// <returns>The annotation's name.</returns>
    public string? AsksAddress(int port, string? address)
    {
        if (IPAddress.TryParse(address, out _)) return null;
        if (Items(_annotations.Text(ExcludedRanges)).Length > 0) return ExcludedRanges;
        return Lists(_annotations.Text(IncludedOut), port) || _annotations.Text(IncludedRanges) is null or All ? null : IncludedRanges;
    }

    private static bool Lists(string? ports, int port) =>
        Items(ports).Contains(port.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static bool Holds(string? ranges, IPAddress address) =>
        Items(ranges).Any(item => item == All || AddressRange.Holds(item, address));

    private static string[] Items(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
