namespace MeshFederation.Clusters.Api;

/// <summary>How long a command may wait for clusters, for all that it asks of them together; that it waits is a warning.</summary>
public static class CommandBudget
{
    /// <summary>Makes one that begins now.</summary>
    /// <param name="timeout">How long.</param>
    /// <param name="isAsked">Whether somebody asked for that time, so that servers are waited for that have never answered, too.</param>
    /// <param name="clock">The clock; null for the system's.</param>
    /// <returns>The budget.</returns>
    public static TimeBudget Of(TimeSpan timeout, bool isAsked, TimeProvider? clock = null) =>
        new(timeout, isAsked, clock) { Tell = static text => ApiMessages.Warn(text) };
}
