namespace MeshFederation.Model.Errors;

/// <summary>Errors about matches.</summary>
public static class MatchErrors
{
    /// <summary>The error for something that is no match.</summary>
    /// <param name="target">What was typed.</param>
    /// <param name="why">The cause.</param>
    /// <returns>The error.</returns>
    public static MeshException Invalid(object? target, string why) => new(
        MeshErrorId.MatchInvalid,
        MeshErrorKind.InvalidArgument,
        target is null or "" ? $"A match cannot be used: {why}." : $"The match '{target}' cannot be used: {why}.",
        "Write it as @{ PathPrefix = '/api'; Header = @{ 'end-user' = 'jason' } }, or make it with New-MeshMatch.",
        target);
}
