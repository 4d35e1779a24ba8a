using System.Diagnostics.CodeAnalysis;

namespace MeshFederation.Clusters.Connections;

/// <summary>A credential plugin and what it answered last. It runs once at a time, however many requests wait for it.</summary>
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "It lives as long as the session, and no wait handle is taken from the semaphore.")]
internal sealed class CredentialPlugin
{
    private readonly PluginSettings _settings;
    private readonly TimeSpan _limit;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _turn = new(1, 1);

    public CredentialPlugin(PluginSettings settings, TimeSpan limit, TimeProvider clock) =>
        (_settings, _limit, _clock) = (settings, limit, clock);

    /// <summary>What it answered last; null when it has not run, or the server did not accept it.</summary>
    public PluginCredential? Last { get; private set; }

    public async Task<PluginCredential> GetAsync(CancellationToken ct)
    {
        if (Fresh() is { } fresh) return fresh;
        await TurnAsync(ct).ConfigureAwait(false);
        try
        {
            if (Fresh() is { } meanwhile) return meanwhile;
            var output = await new PluginProcess(_settings, _limit, _clock).RunAsync(ct).ConfigureAwait(false);
            return Last = Parse(output);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task TurnAsync(CancellationToken ct)
    {
        try
        {
            await _turn.WaitAsync(ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            throw new PluginWaitedForException(_settings.Command, exception, ct);
        }
    }

    /// <summary>Lets go of an answer; a newer one is kept.</summary>
    public void Forget(PluginCredential answer)
    {
        if (ReferenceEquals(Last, answer)) Last = null;
    }

    private PluginCredential? Fresh() => Last is { } last && last.IsFresh(_clock.GetUtcNow()) ? last : null;

    private PluginCredential Parse(string output)
    {
        try
        {
            return PluginCredential.Parse(output, _settings.ApiVersion);
        }
        catch (FormatException exception)
        {
            throw PluginErrors.Failed(_settings, exception.Message, exception);
        }
    }
}
