namespace MeshFederation.Model.Policies;

/// <summary>How a caller's proxy chooses among endpoints (istio networking/v1 LoadBalancerSettings.SimpleLB).</summary>
public enum LoadBalancerAlgorithm : long
{
    /// <summary>Of two at random, the one with fewer requests under way; Istio's own choice.</summary>
    LeastRequest,

    /// <summary>One after the other.</summary>
    RoundRobin,

    /// <summary>Any.</summary>
    Random,
}
