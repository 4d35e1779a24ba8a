using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Registry;

/// <summary>The words by which a ServiceEntry says how its endpoints are found (istio networking/v1 ServiceEntry.Resolution).</summary>
internal static class EntryResolution
{
    /// <summary>The field.</summary>
    public const string Field = "resolution";

    /// <summary>The address that the application called, which is what no word means.</summary>
    public const string None = "NONE";

    /// <summary>The endpoints as they stand there.</summary>
    public const string Static = "STATIC";

    /// <summary>All addresses that DNS says.</summary>
    public const string Dns = "DNS";

    /// <summary>One of the addresses that DNS says.</summary>
    public const string DnsRoundRobin = "DNS_ROUND_ROBIN";

    /// <summary>What DNS says of the name that the application called.</summary>
    public const string DynamicDns = "DYNAMIC_DNS";

    /// <summary>The word of a ServiceEntry.</summary>
    public static string Of(MeshManifest entry) => entry.Spec.Text(Field) ?? None;

    /// <summary>Whether the proxy looks the hosts or endpoints of a ServiceEntry up.</summary>
    public static bool IsByDns(MeshManifest entry) => Meaning(entry) == ServiceResolution.Dns;

    /// <summary>What the word of a ServiceEntry means.</summary>
    public static ServiceResolution Meaning(MeshManifest entry) => Of(entry) switch
    {
        Static => ServiceResolution.Static,
        Dns or DnsRoundRobin => ServiceResolution.Dns,
        DynamicDns => ServiceResolution.DynamicDns,
        _ => ServiceResolution.None,
    };
}
