//! The sandbox: an engine without any interface to the machine, and limits on all that a component can use up.

use super::{gate::Gate, reach::Reading, wit};
use std::{fs, io, marker::PhantomData, path::Path, time::Duration};
use wasmtime::{
    Cache, CacheConfig, Config, Enabled, Engine, InstanceAllocationStrategy, PoolingAllocationConfig, ResourceLimiter, Store,
    Trap,
    component::{Component, ComponentExportIndex, ComponentNamedList, HasSelf, Lift, Linker, Lower, TypedFunc},
};

use crate::domain::pack::PackFailure;

/// Memory a component may have.
pub const MEMORY: usize = 64 << 20;
const TICK: Duration = Duration::from_millis(10);
/// How long a call waits for one of the others to end.
const PATIENCE: Duration = Duration::from_secs(2);
/// Elements of all tables of a component; Rust code of ordinary size needs some hundreds.
const TABLE: usize = 10_000;
const LOG_LINES: usize = 64;
const LOG_LINE: usize = 500;

/// Why the sandbox could not be set up or refused a component.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    #[error("the sandbox for packs: {0:#}")]
    Wasmtime(#[from] wasmtime::Error),
    #[error("the folder for compiled packs: {0}")]
    Io(#[from] io::Error),
}

/// Makes instances of components and calls them.
pub struct Sandbox {
    engine: Engine,
    linker: Linker<Guest>,
    gate: Gate,
}

/// What a function of a component takes and answers.
pub trait Signature {
    /// Handed over by reference, so that nothing is copied twice.
    type Params<'p>: ComponentNamedList + Lower;
    type Answer: Lift + 'static;
}

/// A function of a component whose types were compared with those of its signature.
pub struct Export<S> {
    pack: wit::PackPre<Guest>,
    index: ComponentExportIndex,
    signature: PhantomData<S>,
}

/// What one call may use up.
#[derive(Clone, Copy)]
pub struct Limits {
    /// Ticks after which it is stopped.
    deadline: u64,
    /// Bytes of results and log lines that it may hand over.
    output: usize,
}

impl Limits {
    /// A call that a page waits for.
    pub const SHORT: Self = Self { deadline: 10, output: 1 << 20 };
    /// A file that is read, a report that is written.
    pub const LONG: Self = Self { deadline: 300, output: 32 << 20 };
}

/// What the host keeps during one call, and drops after it.
#[derive(Default)]
pub struct Guest {
    pub(super) reading: Reading,
    /// Set when the component asked for more memory than it may have.
    refused: bool,
    log: Vec<String>,
}

impl Sandbox {
    /// An engine that keeps compiled code in `cache`, a folder that only this user may enter.
    pub fn open(cache: &Path) -> Result<Self, SandboxError> {
        make_private(cache)?;
        let mut folder = CacheConfig::new();
        folder.with_directory(fs::canonicalize(cache)?);
        let places = std::thread::available_parallelism().map_or(4, |cores| cores.get() * 2);
        let mut config = Config::new();
        config
            .cache(Some(Cache::new(folder)?))
            .epoch_interruption(true)
            .concurrency_support(false)
            .wasm_component_model(true)
            .allocation_strategy(InstanceAllocationStrategy::Pooling(pool(u32::try_from(places).unwrap_or(16))));
        let engine = Engine::new(&config)?;
        let mut linker = Linker::new(&engine);
        wit::Pack::add_to_linker::<_, HasSelf<_>>(&mut linker, |guest: &mut Guest| guest)?;
        let gate = Gate::new(&engine, places, TICK)?;
        Ok(Self { engine, linker, gate })
    }

    /// Compiles a component, or takes it from the cache, and links it once for all calls.
    pub fn load(&self, component: &[u8]) -> Result<wit::PackPre<Guest>, SandboxError> {
        let component = Component::new(&self.engine, component)?;
        Ok(wit::PackPre::new(self.linker.instantiate_pre(&component)?)?)
    }

    /// Calls a fresh instance, within all limits.
    pub fn call<T>(
        &self,
        pack: &wit::PackPre<Guest>,
        reading: Reading,
        limits: Limits,
        call: impl FnOnce(&wit::Pack, &mut Store<Guest>) -> wasmtime::Result<T>,
    ) -> Result<T, PackFailure> {
        self.within(reading, limits, |store| pack.instantiate(&mut *store).and_then(|instance| call(&instance, store)))
    }

    /// Looks a function of a component up and compares its types with ours, once for all calls.
    pub fn export<S: Signature>(&self, pack: &wit::PackPre<Guest>, name: &str) -> Result<Export<S>, SandboxError> {
        let missing = || wasmtime::Error::msg(format!("no function {name}"));
        let index = pack.instance_pre().component().get_export_index(None, name).ok_or_else(missing)?;
        let _place = self.gate.enter(PATIENCE).ok_or_else(|| wasmtime::Error::msg("too many calls at once"))?;
        let mut store = self.store(Reading::default(), Limits::SHORT);
        let instance = pack.instance_pre().instantiate(&mut store)?;
        instance.get_typed_func::<S::Params<'_>, (S::Answer,)>(&mut store, &index)?;
        Ok(Export { pack: pack.clone(), index, signature: PhantomData })
    }

    /// Calls one function of a fresh instance, within the limits of a short call.
    #[expect(unsafe_code, reason = "comparing the types again would take a tenth of the call")]
    pub fn call_one<S: Signature>(
        &self,
        function: &Export<S>,
        reading: Reading,
        params: S::Params<'_>,
    ) -> Result<S::Answer, PackFailure> {
        self.within(reading, Limits::SHORT, |store| {
            let instance = function.pack.instance_pre().instantiate(&mut *store)?;
            let found = instance.get_func(&mut *store, function.index).ok_or_else(|| wasmtime::Error::msg("no such function"))?;
            // SAFETY: only `export` makes an `Export`, after it compared the types of this function of this component with these.
            let typed = unsafe { TypedFunc::<S::Params<'_>, (S::Answer,)>::new_unchecked(found) };
            typed.call(store, params).map(|(answer,)| answer)
        })
    }

    fn within<T>(
        &self,
        reading: Reading,
        limits: Limits,
        work: impl FnOnce(&mut Store<Guest>) -> wasmtime::Result<T>,
    ) -> Result<T, PackFailure> {
        let _place = self.gate.enter(PATIENCE).ok_or(PackFailure::Busy)?;
        let mut store = self.store(reading, limits);
        work(&mut store).map_err(|error| failure(&error, store.data()))
    }

    fn store(&self, reading: Reading, limits: Limits) -> Store<Guest> {
        let mut store = Store::new(&self.engine, Guest { reading, ..Guest::default() });
        store.limiter(|guest| guest);
        store.set_epoch_deadline(limits.deadline);
        store.set_hostcall_fuel(limits.output);
        store
    }
}

fn failure(error: &wasmtime::Error, guest: &Guest) -> PackFailure {
    match error.downcast_ref::<Trap>() {
        _ if guest.refused => PackFailure::Memory,
        Some(Trap::Interrupt) => PackFailure::Deadline,
        Some(_) => PackFailure::Trap,
        None => PackFailure::Output,
    }
}

fn pool(calls: u32) -> PoolingAllocationConfig {
    let mut pool = PoolingAllocationConfig::new();
    pool.total_component_instances(calls)
        .total_core_instances(calls * 4)
        .total_memories(calls)
        .total_tables(calls * 4)
        .total_gc_heaps(calls)
        .max_core_instances_per_component(4)
        .max_memories_per_component(1)
        .max_tables_per_component(4)
        .max_memory_size(MEMORY)
        .table_elements(TABLE)
        .linear_memory_keep_resident(256 << 10)
        .table_keep_resident(16 << 10)
        .pagemap_scan(Enabled::Auto);
    pool
}

/// Compiled code is machine code that we run: nobody else may put a file there.
fn make_private(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    Ok(())
}

impl ResourceLimiter for Guest {
    fn memory_growing(&mut self, _current: usize, desired: usize, _maximum: Option<usize>) -> wasmtime::Result<bool> {
        self.refused |= desired > MEMORY;
        Ok(desired <= MEMORY)
    }

    fn table_growing(&mut self, _current: usize, desired: usize, _maximum: Option<usize>) -> wasmtime::Result<bool> {
        Ok(desired <= TABLE)
    }
}

impl wit::logging::Host for Guest {
    fn log(&mut self, line: String) {
        if self.log.len() < LOG_LINES {
            self.log.push(line.chars().take(LOG_LINE).collect());
        }
    }
}

impl wit::types::Host for Guest {}
