using MeshFederation.Clusters.Istiod;

namespace MeshFederation.Clusters.Publishing.Settling;

/// <summary>How the proxies are waited for between two stages.</summary>
/// <param name="Limit">How long to wait for proxies that do not acknowledge; zero for not to ask istiod at all.</param>
/// <param name="Blind">How long to wait where istiod cannot be asked, or is not.</param>
internal sealed record SettleOptions(TimeSpan Limit, TimeSpan Blind)
{
    /// <summary>When it is looked.</summary>
    public SightTimes Sight { get; init; } = SightTimes.Usual;

    /// <summary>How long istiod is waited for.</summary>
    public IstiodTimes Istiod { get; init; } = IstiodTimes.Usual;
}
