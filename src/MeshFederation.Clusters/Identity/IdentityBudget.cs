using MeshFederation.Clusters.Api;

namespace MeshFederation.Clusters.Identity;

/// <summary>How long commands of identities wait for servers that are away; that they wait is a warning.</summary>
public static class IdentityBudget
{
    /// <summary>Makes one that begins now.</summary>
    /// <param name="timeout">How long.</param>
    /// <param name="isAsked">Whether somebody asked for that time, so that servers are waited for that have never answered, too.</param>
    /// <param name="clock">The clock; null for the system's.</param>
    /// <returns>The budget.</returns>
    public static TimeBudget Of(TimeSpan timeout, bool isAsked, TimeProvider? clock = null) =>
        new(timeout, isAsked, clock) { Tell = static text => ApiMessages.Warn(text) };
}
