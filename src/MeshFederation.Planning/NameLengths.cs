using System.Globalization;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Kinds.DestinationRule;

namespace MeshFederation.Planning;

/// <summary>
/// Requires that the names by which a service is called in another cluster are not too long; each of their parts may be sound by itself.
/// </summary>
internal static class NameLengths
{
    /// <summary>
    /// The longest SNI that Envoy's TLS library sends, in characters (boringssl ssl/ssl_lib.cc SSL_set_tlsext_host_name,
    /// TLSEXT_MAXLEN_host_name).
    /// </summary>
    private const int LongestSni = 255;

    /// <summary>Checks the host and every SNI of a call.</summary>
    /// <exception cref="MeshException">One of them is too long.</exception>
    public static void Require(RemoteCall call)
    {
        if (call.Host.Length > DnsName.SubdomainLength)
            throw TooLong(call, $"'{call.Host}'", call.Host.Length, "DNS", DnsName.SubdomainLength);
        var host = call.Server.EffectiveRoutingMode() == MeshRoutingMode.ClientSni ? Hosts.Local(call.Service, call.Server) : call.Host;
        if (SubsetKey.Of(ushort.MaxValue, "", host).Length + DnsName.LabelLength <= LongestSni) return;
        var subset = Subsets.Named(call.Service, call.Server.Name).Select(SubsetName.Of).MaxBy(name => name.Length) ?? "";
        var sni = call.Service.Port.Select(port => SubsetKey.Of(call.Instance.NumberOf(port), subset, host)).MaxBy(name => name.Length)!;
        if (sni.Length > LongestSni) throw TooLong(call, $"the SNI '{sni}'", sni.Length, "TLS", LongestSni);
    }

    private static MeshException TooLong(RemoteCall call, string name, int length, string by, int longest) => new(
        MeshErrorId.HostTooLong,
        MeshErrorKind.InvalidArgument,
        string.Create(CultureInfo.InvariantCulture, $"The cluster '{call.Client}' would call '{call.Service}' in the cluster "
            + $"'{call.Server}' by {name}, which has {length} characters; {by} takes {longest} at most."),
        "Give the serving cluster a shorter name or domain, or the service a shorter -HostSuffix or fewer labels in its split.",
        call.Service);
}
