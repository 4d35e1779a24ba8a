namespace MeshFederation.Clusters.Istiod;

/// <summary>How long istiod is waited for when it is asked something.</summary>
/// <param name="Open">How long opening a port-forward may take.</param>
/// <param name="Answer">How long an answer may take: that to <c>debug/configz</c> is all configuration of the mesh.</param>
internal sealed record IstiodTimes(TimeSpan Open, TimeSpan Answer)
{
    public static readonly IstiodTimes Usual = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));
}
